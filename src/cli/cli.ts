import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../engine/clock/clock.ts';
import { localTimeZone } from '../engine/clock/calendar.ts';
import { Engine } from '../engine/engine.ts';
import { messageOf } from '../engine/errors.ts';
import { createStore } from '../engine/store/createStore.ts';
import { clean } from '../protocol/foreignText.ts';
import { type Arguments, HELP, readArguments, UsageError } from './arguments.ts';
import { Complaints } from './complaints.ts';
import { readPrices } from './readPrices.ts';
import { reportText } from './reportText.ts';
import { sessionsReport } from './sessionsReport.ts';
import { sessionsText } from './sessionsText.ts';
import { statusReport } from './statusReport.ts';
import { statusText } from './statusText.ts';
import { version } from '../../package.json';

// moonlock: the engine without VS Code. Exit codes: 0 done, 1 failed, 2 the arguments make no sense.

async function run(request: Arguments): Promise<string> {
  if (request.command === 'help') return HELP;
  if (request.command === 'version') return `${version}\n`;
  const prices = readPrices(request.prices);
  const complaints = new Complaints(request.verbose, (text) => process.stderr.write(text));
  const { log } = complaints;
  const { store, problems } = await createStore({
    wasmPath: path.join(__dirname, 'sql-wasm.wasm'),
    host: os.hostname(),
    log,
  });
  const engine = new Engine({
    environment: { home: os.homedir(), variables: process.env, platform: process.platform },
    store,
    clock: systemClock,
    log,
    timeZone: localTimeZone(),
    prices,
    problems,
    readerPath: path.join(__dirname, 'reader.js'),
  });
  try {
    await engine.scan();
    if (request.command === 'status') {
      const status = engine.status();
      return request.json ? json(statusReport(status)) : statusText(status, systemClock.now());
    }
    if (request.command === 'sessions') {
      const sessions = engine.sessions(request.query);
      const { timeZone } = request.query;
      return request.json ? json(sessionsReport(sessions, systemClock.now())) : sessionsText(sessions, timeZone);
    }
    const report = engine.report(request.query);
    return request.json ? json(report) : reportText(report, request.query.by);
  } finally {
    await engine.close();
    complaints.close();
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function main(): Promise<void> {
  try {
    process.stdout.write(await run(readArguments(process.argv.slice(2))));
  } catch (error) {
    const usage = error instanceof UsageError || error instanceof RangeError;
    process.stderr.write(`moonlock: ${clean(messageOf(error))}\n${usage ? 'See moonlock --help.\n' : ''}`);
    process.exitCode = usage ? 2 : 1;
  }
}

// A reader that has seen enough (head, less) ends us without a complaint.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
void main();
