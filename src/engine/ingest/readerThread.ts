import { parentPort } from 'node:worker_threads';
import { codeOf, messageOf } from '../errors.ts';
import { readLog } from './logReader.ts';
import { fileOf, type ReadAnswer, type ReadJob } from './readerProtocol.ts';

// A thread that reads log files for the engine's own: jobs come in lists, and so do the answers.

async function answer(job: ReadJob): Promise<ReadAnswer> {
  let bytes = 0;
  const onBytes = (read: number): Promise<void> => {
    bytes += read;
    return Promise.resolve();
  };
  try {
    return { reading: await readLog(fileOf(job), job.cursor, NO_DATABASES, onBytes), bytes };
  } catch (error) {
    return { message: messageOf(error), code: codeOf(error) };
  }
}

/** Only the engine's own thread has SQLite. */
const NO_DATABASES = {
  readForeign(): never {
    throw new Error('databases are read by the engine itself');
  },
};

async function answerAll(jobs: readonly ReadJob[]): Promise<ReadAnswer[]> {
  const answers: ReadAnswer[] = [];
  for (const job of jobs) answers.push(await answer(job)); // one after the other, in one piece of memory
  return answers;
}

if (parentPort) {
  const port = parentPort;
  port.on('message', (jobs: readonly ReadJob[]) => void answerAll(jobs).then((answers) => port.postMessage(answers)));
}
