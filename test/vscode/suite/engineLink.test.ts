import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LogOutputChannel, window } from 'vscode';
import { EngineLink } from '../../../src/extension/engineLink.ts';

/** A worker that answers `refresh` with what it was started with, after `prelude`. */
function worker(prelude: string): string {
  return `const { parentPort, workerData } = require('node:worker_threads');
    ${prelude}
    parentPort.on('message', ({ id, method }) => {
      if (method === 'refresh') parentPort.postMessage({ kind: 'reply', id, ok: true, result: workerData });
      if (method === 'close') parentPort.postMessage({ kind: 'reply', id, ok: true, result: null });
    });`;
}

describe('the link to the engine', function () {
  this.timeout(20_000);
  let folder: string;
  let log: LogOutputChannel;
  let link: EngineLink | undefined;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'moonlock-link-'));
    log = window.createOutputChannel('Engine link under test', { log: true });
  });

  afterEach(async () => {
    await link?.close();
    log.dispose();
    rmSync(folder, { recursive: true });
  });

  function start(source: string): EngineLink {
    writeFileSync(path.join(folder, 'worker.js'), source);
    link = new EngineLink(
      folder,
      () => ({ storageFolder: folder, extraFolders: { agent: ['/x'] }, prices: { m: 1 } }),
      log,
    );
    return link;
  }

  it('starts the engine with its settings, and asks it', async () => {
    const answer = await start(worker('')).ask('refresh', null);
    deepEqual(answer, {
      storageFolder: folder,
      extraFolders: { agent: ['/x'] },
      prices: { m: 1 },
      wasmPath: path.join(folder, 'sql-wasm.wasm'),
      readerPath: path.join(folder, 'reader.js'),
    });
  });

  it('starts an engine that crashed anew', async () => {
    const marker = path.join(folder, 'crashed');
    const crashOnce = `const fs = require('node:fs'); const marker = ${JSON.stringify(marker)};
      if (!fs.existsSync(marker)) { fs.writeFileSync(marker, ''); throw new Error('the first start fails'); }`;
    const started = start(worker(crashOnce));
    await rejects(started.ask('refresh', null), { code: 'closed' });
    await until(() => !started.isDown);
    await started.ask('refresh', null);
  });

  it('gives up on an engine that keeps crashing, says so once, and starts it again when asked to', async () => {
    const started = start("throw new Error('it always fails')");
    let down = 0;
    started.onDown(() => down++);
    await until(() => down > 0);
    equal(started.isDown, true);
    await rejects(started.ask('refresh', null), { code: 'closed' });
    writeFileSync(path.join(folder, 'worker.js'), worker(''));
    await started.restart();
    await started.ask('refresh', null);
    equal(down, 1);
  });

  it('relays events, and not after it was closed', async () => {
    const started = start(
      worker("parentPort.postMessage({ kind: 'event', event: 'status', payload: { state: 'starting' } });"),
    );
    const heard: unknown[] = [];
    started.onStatus((status) => heard.push(status));
    await until(() => heard.length === 1);
    deepEqual(heard, [{ state: 'starting' }]);
    await started.close();
    await rejects(started.ask('refresh', null));
  });
});

async function until(check: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 15_000; !check(); await new Promise((resolve) => setTimeout(resolve, 20))) {
    equal(Date.now() < deadline, true, 'waited in vain');
  }
}
