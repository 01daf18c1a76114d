import { parentPort } from 'node:worker_threads';
import { codeOf } from '../errors.ts';
import { readerHere } from './logReader.ts';
import { fileOf, type ReadAnswer, type ReadJob } from './readerProtocol.ts';

// A thread that reads log files for the engine's own. Each list of jobs gets a list of answers.

const reader = readerHere({
  readForeign: () => {
    throw new Error('only the engine itself reads databases');
  },
});

async function answer(jobs: readonly ReadJob[]): Promise<ReadAnswer> {
  let bytes = 0;
  const outcomes = await reader.read(jobs.map(fileOf), (read) => Promise.resolve(void (bytes += read)));
  const readings = outcomes.map((one) => (one instanceof Error ? { failure: one.message, code: codeOf(one) } : one));
  return { readings, bytes };
}

if (parentPort) {
  const port = parentPort;
  // Lists are answered in the order in which they came.
  let work = Promise.resolve();
  port.on('message', (jobs: readonly ReadJob[]) => {
    work = work.then(async () => port.postMessage(await answer(jobs)));
  });
}
