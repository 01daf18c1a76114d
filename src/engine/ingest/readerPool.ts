import os from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import type { LogReader, LogReading, OnBytes } from './logReader.ts';
import { jobOf, type ReadAnswer, type ReadJob } from './readerProtocol.ts';

interface Pending {
  readonly job: ReadJob;
  readonly onBytes: OnBytes;
  readonly resolve: (reading: LogReading | Promise<LogReading>) => void;
  readonly reject: (error: Error) => void;
  /** Reads in this thread instead. */
  readonly readHere: () => Promise<LogReading>;
}

interface Thread {
  readonly worker: Worker;
  /** Lists of jobs that have not been answered, oldest first. */
  readonly lists: (readonly Pending[])[];
}

/** More than two hardly help: the engine's own thread has to store what they read. */
const THREADS = 2;

/** Enough for the longest line. A thread that needs more ends alone; without a limit, all of the process would. */
const THREAD_MB = 512;

/**
 * Reads files in threads of its own. What is asked for in one go is one message to one of them. Where a thread ends or
 * cannot be started, its files are read by `here`, in this thread; so are databases.
 */
export class ReaderPool implements LogReader {
  readonly #here: LogReader;
  readonly #log: Logger;
  readonly #threads: Thread[];
  #next: Pending[] = [];
  #closed = false;

  /** `script`: path of the bundled `readerThread.ts`. */
  constructor(script: string, here: LogReader, log: Logger) {
    this.#here = here;
    this.#log = log;
    const count = Math.min(THREADS, os.availableParallelism());
    const options: WorkerOptions = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: THREAD_MB } };
    this.#threads = Array.from({ length: count }, () => ({ worker: new Worker(script, options), lists: [] }));
    for (const thread of this.#threads) {
      thread.worker.on('message', (answers: readonly ReadAnswer[]) => void this.#onAnswers(thread, answers));
      thread.worker.on('error', (error) => this.#onEnd(thread, messageOf(error)));
      thread.worker.on('exit', () => this.#onEnd(thread, 'it ended'));
    }
  }

  /** How many lists of files to ask for at a time so that no thread ever waits. */
  get lanes(): number {
    return 2 * this.#threads.length;
  }

  read(file: LogFile, cursor: FileCursor | undefined, onBytes: OnBytes): Promise<LogReading> {
    const readHere = (): Promise<LogReading> => this.#here.read(file, cursor, onBytes);
    if (file.format.kind === 'database' || this.#threads.length === 0) return readHere();
    return new Promise((resolve, reject) => {
      if (this.#next.length === 0) queueMicrotask(() => this.#send());
      this.#next.push({ job: jobOf(file, cursor), onBytes, resolve, reject, readHere });
    });
  }

  /** Ends the threads. To be called when nothing is being read. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #send(): void {
    const list = this.#next;
    this.#next = [];
    const [thread] = this.#threads.toSorted((a, b) => a.lists.length - b.lists.length);
    if (!thread) return readAllHere(list);
    thread.lists.push(list);
    thread.worker.postMessage(list.map(({ job }) => job));
  }

  async #onAnswers(thread: Thread, answers: readonly ReadAnswer[]): Promise<void> {
    const list = thread.lists.shift() ?? [];
    await list[0]?.onBytes(answers.reduce((sum, answer) => sum + ('bytes' in answer ? answer.bytes : 0), 0));
    for (const [i, { resolve, reject }] of list.entries()) {
      const answer = answers[i]!;
      if ('reading' in answer) resolve(answer.reading);
      else reject(Object.assign(new Error(answer.message), { code: answer.code }));
    }
  }

  #onEnd(thread: Thread, why: string): void {
    const index = this.#threads.indexOf(thread);
    if (this.#closed || index === -1) return;
    this.#threads.splice(index, 1);
    this.#log('warn', `A thread that reads logs is gone (${why}). What it was reading is read without it.`);
    for (const list of thread.lists.splice(0)) readAllHere(list);
  }
}

function readAllHere(list: readonly Pending[]): void {
  for (const { resolve, readHere } of list) resolve(readHere());
}
