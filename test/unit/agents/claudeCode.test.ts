import assert from 'node:assert/strict';
import type { AgentRecord, Environment } from '../../../src/engine/agents/agent.ts';
import { claudeCode } from '../../../src/engine/agents/claudeCode.ts';
import { answer, prompt } from '../../support/claudeLines.ts';
import { readParsed } from '../../support/reading.ts';

function read(line: unknown): AgentRecord | undefined {
  return readParsed(claudeCode, [line])[0];
}

function title(content: unknown, more: object = {}): string | undefined {
  const record = read(prompt(content, 's1', more));
  return record?.kind === 'title' ? record.title : undefined;
}

describe('Claude Code: names of sessions', () => {
  it('are what a person typed, on one line', () => assert.equal(title('  Fix\n\n the\tmoon '), 'Fix the moon'));
  it('are the first text among several parts', () => {
    assert.equal(title([{ type: 'image' }, { type: 'text', text: 'Look' }, { type: 'text', text: 'here' }]), 'Look');
  });
  it('are no commands, caveats, tool results or blanks', () => {
    for (const content of [
      '<command-name>/clear</command-name>',
      'Caveat: the messages below',
      '',
      '  \n ',
      [{ type: 'tool_result', content: 'x' }],
      [],
      null,
      7,
      { text: 'x' },
    ]) {
      assert.equal(title(content), undefined, JSON.stringify(content));
    }
  });
  it("are no sub-agents' orders and no messages of the agent's own", () => {
    assert.equal(title('x', { isSidechain: true }), undefined);
    assert.equal(title('x', { isMeta: true }), undefined);
    assert.equal(title('x', { sessionId: undefined }), undefined);
  });
  it('are cut to 120 characters', () => {
    assert.equal(title('x'.repeat(120)), 'x'.repeat(120));
    assert.equal(title('x'.repeat(121)), `${'x'.repeat(119)}…`);
  });
  it('are not cut within a character', () => {
    const cut = title(`${'x'.repeat(118)}🌔🌔🌔`)!;
    assert.doesNotMatch(cut, /\p{Surrogate}/u);
  });
});

describe('Claude Code: other fields of a record', () => {
  it('branch, thinking, web searches and the one-hour cache', () => {
    const usage = {
      output_tokens: 9,
      output_tokens_details: { thinking_tokens: 4 },
      server_tool_use: { web_search_requests: 2 },
      cache_creation_input_tokens: 30,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
    };
    const record = read(answer({ usage, branch: 'main', sidechain: true }));
    assert.ok(record?.kind === 'usage');
    assert.deepEqual([record.branch, record.sidechain, record.mirror, record.local], ['main', true, false, false]);
    assert.deepEqual(record.counters, {
      input: 0,
      output: 9,
      cacheCreation: 30,
      cacheCreation1h: 20,
      cacheRead: 0,
      reasoning: 4,
      webSearches: 2,
    });
  });
  it('the project is the folder of the file where the line names none', () => {
    const record = read({ ...answer(), cwd: undefined });
    assert.equal(record?.kind === 'usage' && record.project, 'project-folder');
  });
  it('never is a one-hour part larger than its whole', () => {
    const record = read(
      answer({ usage: { cache_creation_input_tokens: 5, cache_creation: { ephemeral_1h_input_tokens: 9 } } }),
    );
    assert.equal(record?.kind === 'usage' && record.counters.cacheCreation1h, 5);
  });
});

function roots(variables: Environment['variables'], extra: readonly string[] = []): string[] {
  const environment = { home: '/home/me', variables, extraFolders: { 'claude-code': extra } };
  return claudeCode.roots(environment).map(({ folder }) => folder);
}

describe('Claude Code: folders', () => {
  it('are the two that Claude Code has', () => {
    assert.deepEqual(roots({}), ['/home/me/.claude/projects', '/home/me/.config/claude/projects']);
    assert.deepEqual(roots({ XDG_CONFIG_HOME: '/xdg' }), ['/home/me/.claude/projects', '/xdg/claude/projects']);
  });
  it('are those of CLAUDE_CONFIG_DIR alone', () => {
    assert.deepEqual(roots({ CLAUDE_CONFIG_DIR: '/a, ~/b ,,/a/' }), ['/a/projects', '/home/me/b/projects']);
  });
  it('and further ones from the settings', () => {
    assert.deepEqual(roots({ CLAUDE_CONFIG_DIR: '/a' }, ['~/more', '/a', '~']), [
      '/a/projects',
      '/home/me/more/projects',
      '/home/me/projects',
    ]);
  });
  it('hold logs that end in .jsonl', () => {
    assert.deepEqual(
      ['p/s.jsonl', 's.jsonl', 'p/s.json', 'p/s.jsonl.tmp'].map((file) => claudeCode.format(file) !== undefined),
      [true, true, false, false],
    );
  });
});
