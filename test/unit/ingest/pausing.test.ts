import assert from 'node:assert/strict';
import { appendFileSync, utimesSync } from 'node:fs';
import { answer } from '../../support/claudeLines.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { until } from '../../support/until.ts';
import { watching } from '../../support/watching.ts';

const FILES = 6;

/** A home with some files of one answer each; the later ones are newer and read first. */
function backlog(): { home: string; files: string[] } {
  const home = tempFolder();
  const files = Array.from({ length: FILES }, (_, i) => {
    const file = write(home, `projects/p/${i}.jsonl`, jsonLines([answer({ id: `m${i}` })]));
    utimesSync(file, 1000 + i, 1000 + i);
    return file;
  });
  return { home, files };
}

describe('Pausing the reading', () => {
  it('leaves the rest unread until it is resumed, and then misses nothing', async () => {
    const { ingester, store, ...seen } = await watching({ home: backlog().home });
    const commit = store.commit.bind(store);
    store.commit = (one) => {
      ingester.pause();
      return commit(one);
    };
    await ingester.scan();
    assert.equal(seen.requests(), 1);
    const { state, bytesDone, bytesTotal } = ingester.progress;
    assert.equal(state, 'paused');
    assert.ok(bytesDone > 0 && bytesDone < bytesTotal);
    await ingester.scan(); // a sweep
    assert.equal(seen.requests(), 1);
    assert.equal(ingester.progress.state, 'paused');
    store.commit = commit;
    ingester.resume();
    await ingester.scan();
    assert.equal(seen.requests(), FILES);
    assert.equal(ingester.progress.state, 'watching');
  });

  it('does not keep what is being written from being read', async () => {
    const { home, files } = backlog();
    const { ingester, store, ...seen } = await watching({ home });
    ingester.watch();
    const commit = store.commit.bind(store);
    store.commit = (one) => {
      ingester.pause();
      return commit(one);
    };
    await ingester.scan();
    appendFileSync(files[0]!, jsonLines([answer({ id: 'live' })]));
    await until(() => seen.requests() === 3, 'the file that was written to');
    assert.equal(ingester.progress.state, 'paused');
  });

  it('means nothing while there is nothing to leave', async () => {
    const { home, files } = backlog();
    const { ingester, ...seen } = await watching({ home });
    await ingester.scan();
    ingester.pause();
    appendFileSync(files[2]!, jsonLines([answer({ id: 'new' })]));
    await ingester.scan();
    assert.equal(seen.requests(), FILES + 1);
    assert.equal(ingester.progress.state, 'watching');
  });
});
