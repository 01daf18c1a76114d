import assert from 'node:assert/strict';
import { AGENTS } from '../../../src/engine/agents/index.ts';
import { agentName } from '../../../src/protocol/names.ts';

describe('the list of agents', () => {
  it('knows each of them once, by the name that people are shown', () => {
    assert.equal(new Set(AGENTS.map(({ id }) => id)).size, AGENTS.length);
    for (const { id, name } of AGENTS) assert.equal(agentName(id), name);
  });
  it('looks for logs below the home folder, wherever that is', () => {
    for (const agent of AGENTS) {
      const roots = agent.roots({ home: '/home/me', variables: {} });
      assert.ok(roots.length > 0);
      for (const { folder, config } of roots)
        assert.ok(folder.startsWith('/home/me/') && folder.startsWith(config), folder);
    }
  });
});
