import assert from 'node:assert/strict';
import { AGENTS } from '../../../src/engine/agents/index.ts';
import { agentName } from '../../../src/protocol/names.ts';

describe('the list of agents', () => {
  it('holds each id once, and surfaces know each by its name', () => {
    const ids = AGENTS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      ids.map(agentName),
      AGENTS.map(({ name }) => name),
    );
  });
});
