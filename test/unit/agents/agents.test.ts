import assert from 'node:assert/strict';
import { AGENTS } from '../../../src/engine/agents/index.ts';

describe('the list of agents', () => {
  it('knows each of them once', () => {
    assert.equal(new Set(AGENTS.map(({ id }) => id)).size, AGENTS.length);
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
