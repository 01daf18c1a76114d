import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { BREAKDOWNS } from '../../../src/engine/ledger/report.ts';
import type { TokenTotals } from '../../../src/protocol/tokens.ts';
import { answer } from '../../support/claudeLines.ts';
import { makeEngine } from '../../support/engines.ts';
import { answerData, NOON, TOKENS, VERSION_1 } from '../../support/opencodeDatabase.ts';
import { hasPython, runOnce } from '../../support/sqliteOwner.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

/** A home folder in which every agent has spent something. */
function fullHome(): string {
  const home = tempFolder();
  write(home, 'projects/p/s.jsonl', [answer({ id: 'm1' })]);
  for (const program of ['opencode', 'kilo']) {
    const folder = path.join(home, '.local/share', program);
    mkdirSync(folder, { recursive: true });
    const insert = `INSERT INTO message VALUES ('msg_1', 'ses_1', 0, 0, '${JSON.stringify(answerData(NOON, TOKENS))}')`;
    runOnce(path.join(folder, `${program}.db`), 'PRAGMA journal_mode = WAL', ...VERSION_1.split(';'), insert);
  }
  const old = JSON.stringify(answerData(NOON + 1, { ...TOKENS, input: 11, total: 0 }));
  write(home, '.local/share/opencode/storage/message/ses_old/msg_0.json', old);
  const usage = {
    model: 'm',
    inputTokens: 1,
    outputTokens: 2,
    cacheCreationInputTokens: 3,
    cacheReadInputTokens: 4,
    timestamp: '2026-01-01T10:00:00Z',
  };
  write(
    home,
    '.local/share/amp/threads/T-1.json',
    JSON.stringify({ id: 'T-1', messages: [{ role: 'assistant', messageId: 1, usage }] }),
  );
  const tokenUsage = { inputTokens: 1, outputTokens: 2, cacheCreationTokens: 3, cacheReadTokens: 4, thinkingTokens: 5 };
  write(home, '.factory/sessions/-work/s1.settings.json', JSON.stringify({ tokenUsage, model: 'm' }));
  for (const [folder, tokensIn] of [
    ['.config/Code/User/globalStorage/saoudrizwan.claude-dev', 1],
    ['.config/Cursor/User/globalStorage/rooveterinaryinc.roo-cline', 8],
    ['.vscode-server/data/User/globalStorage/kilocode.kilo-code', 8],
  ] as const) {
    const text = JSON.stringify({ tokensIn, tokensOut: 2, cacheWrites: 3, cacheReads: 4, cost: 0.5 });
    write(
      home,
      `${folder}/tasks/1/ui_messages.json`,
      JSON.stringify([{ type: 'say', say: 'api_req_started', ts: NOON, text }]),
    );
  }
  return home;
}

/** Totals without what they cost. */
function tokensOf({ input, output, cacheCreation, cacheRead, reasoning, total, requests }: TokenTotals): TokenTotals {
  return { input, output, cacheCreation, cacheRead, reasoning, total, requests };
}

describe('an engine in a home with every agent', function () {
  this.timeout(30_000);
  before(function () {
    if (!hasPython()) this.skip();
  });

  it('reports each of them', async () => {
    const { engine, logged } = await makeEngine(fullHome());
    const report = async (): Promise<unknown> => {
      await engine.scan();
      const { agents } = engine.report({ timeZone: 'UTC', by: BREAKDOWNS });
      return Object.fromEntries(Object.entries(agents).map(([id, { totals }]) => [id, tokensOf(totals)]));
    };
    const shape = { input: 1, output: 2, cacheCreation: 3, cacheRead: 4, reasoning: 0, total: 10, requests: 1 };
    const kilo = { input: 10, output: 20, cacheCreation: 40, cacheRead: 300, reasoning: 5, total: 375, requests: 1 };
    const { 'claude-code': claude, ...others } = (await report()) as Record<string, { requests: number }>;
    assert.equal(claude?.requests, 1);
    assert.deepEqual(others, {
      amp: shape,
      cline: shape,
      droid: { ...shape, reasoning: 5, total: 15 },
      'kilo-cli': kilo,
      'kilo-code': shape,
      opencode: { input: 21, output: 40, cacheCreation: 80, cacheRead: 600, reasoning: 10, total: 751, requests: 2 },
      'roo-code': shape,
    });
    assert.deepEqual(await report(), { 'claude-code': claude, ...others }, 'looking again changes nothing');
    assert.deepEqual(logged, []);
  });
});
