import { parentPort } from 'node:worker_threads';
import { codeOf } from '../errors.ts';
import { type LogReading, readerHere } from './logReader.ts';
import { packRecords } from './packedRecords.ts';
import { fileOf, type PackedReading, type ReadAnswer, type ReadFailure, type ReadJob } from './readerProtocol.ts';

// A thread that reads log files for the engine's own. Each list of jobs gets a list of answers, in the order of the jobs.

const reader = readerHere({
  readForeign: () => {
    throw new Error('only the engine itself reads databases');
  },
});

async function answer(jobs: readonly ReadJob[]): Promise<ReadAnswer> {
  let bytes = 0;
  const outcomes = await reader.read(jobs.map(fileOf), (read) => Promise.resolve(void (bytes += read)));
  return { readings: outcomes.map(packed), bytes };
}

function packed(outcome: LogReading | Error): PackedReading | ReadFailure {
  if (outcome instanceof Error) return { failure: outcome.message, code: codeOf(outcome) };
  return { ...outcome, records: packRecords(outcome.records) };
}

/** What is handed over instead of being copied. */
function handedOver({ readings }: ReadAnswer): ArrayBuffer[] {
  return readings.flatMap((one) => ('records' in one ? [one.records.numbers.buffer as ArrayBuffer] : []));
}

if (parentPort) {
  const port = parentPort;
  const work = async (before: Promise<void>, jobs: readonly ReadJob[]): Promise<void> => {
    await before;
    const done = await answer(jobs);
    port.postMessage(done, handedOver(done));
  };
  let last = Promise.resolve();
  port.on('message', (jobs: readonly ReadJob[]) => {
    last = work(last, jobs);
  });
}
