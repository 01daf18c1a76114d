import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DashboardModel, StatusModel } from '../../../src/protocol/viewModels.ts';
import type { EngineEvents, EngineMethods, EngineSettings } from '../../../src/protocol/messages.ts';
import { type Connection, connect } from '../../../src/protocol/rpc.ts';
import { systemClock } from '../../../src/engine/clock/clock.ts';
import { answer } from '../../support/claudeLines.ts';
import { WASM } from '../../support/stores.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';
import { until } from '../../support/until.ts';

const BUNDLE = path.join(__dirname, '../../../dist/worker.js');
const READER = path.join(__dirname, '../../../dist/reader.js');

describe("the engine's thread, as it ships", function () {
  this.timeout(20_000);
  let worker: Worker;
  let connection: Connection<EngineMethods, Record<string, never>>;
  let home: string;
  const heard: { status: StatusModel[]; dashboard: DashboardModel[]; log: string[]; errors: unknown[] } = {
    status: [],
    dashboard: [],
    log: [],
    errors: [],
  };

  function start(storageFolder: string): void {
    assert.ok(existsSync(BUNDLE), 'dist/worker.js is absent: run `node esbuild.mjs` first.');
    for (const list of Object.values(heard)) list.splice(0);
    const workerData: EngineSettings = {
      storageFolder,
      wasmPath: WASM,
      readerPath: READER,
      extraFolders: {},
      prices: undefined,
    };
    worker = new Worker(BUNDLE, { workerData, env: { CLAUDE_CONFIG_DIR: home } });
    worker.on('error', (error) => heard.errors.push(error));
    const port = {
      post: (message: unknown) => worker.postMessage(message),
      listen(listener: (message: unknown) => void) {
        worker.on('message', listener);
        return () => void worker.off('message', listener);
      },
    };
    const onEvent = {
      status: (status: StatusModel) => heard.status.push(status),
      dashboard: (dashboard: DashboardModel) => heard.dashboard.push(dashboard),
      log: ({ level, message }: EngineEvents['log']) => heard.log.push(`${level}: ${message}`),
    };
    connection = connect<EngineMethods, Record<string, never>, Record<string, never>, EngineEvents>(port, {
      timers: systemClock,
      handlers: {},
      onEvent,
    });
  }

  beforeEach(() => {
    home = tempFolder();
    write(home, 'projects/p/s.jsonl', [answer({ at: Date.now() - 60_000 })]);
  });
  afterEach(async () => {
    connection.close('the test is over');
    await worker.terminate();
    assert.deepEqual(heard.errors, []);
  });

  it('tells its status, answers, tells dashboards only while they are wanted, and saves at its end', async () => {
    const folder = path.join(tempFolder(), 'ledger');
    start(folder);
    await until(() => heard.status.at(-1)?.state === 'open', 'the open window');
    assert.deepEqual(heard.dashboard, []);
    assert.equal((await connection.ask('dashboard', null)).ledger.requests, 1);
    await connection.ask('watchDashboard', { on: true });
    write(home, 'projects/p/t.jsonl', [answer({ id: 'b', at: Date.now() })]);
    await until(() => heard.dashboard.at(-1)?.ledger.requests === 2, 'a dashboard with the new line');
    assert.equal((await connection.ask('refresh', null)).window?.spent.requests, 2);
    await connection.ask('close', null);
    assert.match(readdirSync(folder).join(), /^ledger-\d{8}\.db/);
  });

  it('tells why it could not start', async () => {
    write(home, 'not.wasm', 'x');
    for (const list of Object.values(heard)) list.splice(0);
    const workerData: EngineSettings = {
      storageFolder: home,
      wasmPath: path.join(home, 'absent.wasm'),
      readerPath: READER,
      extraFolders: {},
      prices: undefined,
    };
    start(tempFolder());
    await worker.terminate();
    connection.close('another one is started');
    worker = new Worker(BUNDLE, { workerData, env: { CLAUDE_CONFIG_DIR: home } });
    const messages: unknown[] = [];
    worker.on('message', (message) => messages.push(message));
    await until(() => messages.length > 0, 'a word of it');
    assert.match(JSON.stringify(messages[0]), /"level":"error","message":"The engine could not start: ENOENT/);
  });
});
