import os from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { LogReader, LogReading, OnBytes, WantedFile } from './logReader.ts';
import { unpackRecords } from './packedRecords.ts';
import { jobOf, type ReadAnswer } from './readerProtocol.ts';

interface List {
  readonly files: readonly WantedFile[];
  readonly onBytes: OnBytes;
  readonly resolve: (readings: Readings | Promise<Readings>) => void;
}

type Readings = readonly (LogReading | Error)[];

interface Thread {
  readonly worker: Worker;
  /** Lists that have not been answered, oldest first. */
  readonly lists: List[];
}

/** More than two hardly help: the engine's own thread has to store what they read. */
const THREADS = 2;

/** Enough for the longest line. A thread that needs more ends alone; without a limit, all of the process would. */
const THREAD_MB = 512;

/**
 * Reads files, but no databases, in threads of its own, each list of them in one. Where a thread ends or cannot be
 * started, `here` reads what it has left.
 */
export class ReaderPool implements LogReader {
  readonly #here: LogReader;
  readonly #log: Logger;
  readonly #threads: Thread[];
  #closed = false;

  /** `script`: path of the bundled `readerThread.ts`. */
  constructor(script: string, here: LogReader, log: Logger) {
    this.#here = here;
    this.#log = log;
    const count = Math.min(THREADS, os.availableParallelism());
    const options: WorkerOptions = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: THREAD_MB } };
    this.#threads = Array.from({ length: count }, () => ({ worker: new Worker(script, options), lists: [] }));
    for (const thread of this.#threads) {
      thread.worker.on('message', (answer: ReadAnswer) => void this.#onAnswer(thread, answer));
      thread.worker.on('error', (error) => this.#onEnd(thread, messageOf(error)));
      thread.worker.on('exit', () => this.#onEnd(thread, 'it ended'));
    }
  }

  /** How many lists to ask for at a time so that no thread ever waits. */
  get lanes(): number {
    return 2 * this.#threads.length;
  }

  read(files: readonly WantedFile[], onBytes: OnBytes): Promise<Readings> {
    const [thread] = this.#threads.toSorted((a, b) => a.lists.length - b.lists.length);
    if (!thread) return this.#here.read(files, onBytes);
    return new Promise((resolve) => {
      thread.lists.push({ files, onBytes, resolve });
      thread.worker.postMessage(files.map(jobOf));
    });
  }

  /** Ends the threads. To be called when nothing is being read. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  async #onAnswer(thread: Thread, { readings, bytes }: ReadAnswer): Promise<void> {
    const list = thread.lists.shift();
    await list?.onBytes(bytes);
    list?.resolve(
      readings.map((one) =>
        'failure' in one
          ? Object.assign(new Error(one.failure), { code: one.code })
          : { ...one, records: unpackRecords(one.records) },
      ),
    );
  }

  #onEnd(thread: Thread, why: string): void {
    const index = this.#threads.indexOf(thread);
    if (this.#closed || index === -1) return;
    this.#threads.splice(index, 1);
    this.#log('warn', `A thread that reads logs is gone (${why}). What it was reading is read without it.`);
    for (const { files, onBytes, resolve } of thread.lists.splice(0)) resolve(this.#here.read(files, onBytes));
  }
}
