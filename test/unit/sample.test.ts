import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSample } from '../../scripts/replay/cliOptions.mjs';
import { makeSample } from '../../scripts/sample/make-sample.mjs';

const SAMPLE_FOLDER = path.join(__dirname, '../../scripts/sample');

/** As the independent recount finds them; its synthetic line is no request. */
const SAMPLE_TOTALS = { requests: 63, output: 23_350 };

interface Line {
  readonly type: string;
  readonly timestamp: string;
  readonly message: { readonly id: string; readonly model: string; readonly usage: { readonly output_tokens: number } };
}

/** Files below a folder, relative to it. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function linesOf(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
}

describe('bundled sample', () => {
  it('is what its story makes of it, and small', () => {
    const made = makeSample();
    const kept = filesOf(SAMPLE_FOLDER).filter((file) => !file.endsWith('.mjs'));
    assert.deepEqual(kept.toSorted(), [...made.keys()].map((file) => path.normalize(file)).toSorted());
    for (const [file, content] of made)
      assert.equal(readFileSync(path.join(SAMPLE_FOLDER, file), 'utf8'), content, file);
    assert.ok([...made.values()].join('').length < 150_000);
  });

  it('has its totals and 2 h 46 min of window behind it', async () => {
    const { transcripts: folder, now, label } = await readSample();
    assert.equal(label, 'Sample data');
    const lines = filesOf(folder).flatMap((file) => linesOf(path.join(folder, file)));
    const output = new Map<string, number>();
    for (const { type, message } of lines) {
      if (type === 'assistant' && message.model !== '<synthetic>')
        output.set(message.id, Math.max(output.get(message.id) ?? 0, message.usage.output_tokens));
    }
    assert.deepEqual({ requests: output.size, output: [...output.values()].reduce((a, b) => a + b) }, SAMPLE_TOTALS);
    const minutes = lines
      .filter(({ timestamp }) => timestamp)
      .map(({ timestamp }) => (Date.parse(timestamp) - now) / 60_000);
    const gapBefore = minutes.filter((one) => one < -166);
    assert.equal(Math.min(...minutes.filter((one) => one >= -166)), -166);
    // The window before: opened at -478, at the earliest ten minutes earlier on the grid, and over before the next request.
    assert.ok(Math.max(...gapBefore) < -488 + 300);
    assert.ok(Math.max(...minutes) > 4);
  });
});
