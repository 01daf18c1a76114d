import { AGENTS } from '../agents/index.ts';
import type { FileCursor } from './cursor.ts';
import type { LogReading, WantedFile } from './logReader.ts';
import type { PackedRecords } from './packedRecords.ts';

/** One turn of one file, as it is told to a reading thread. */
export interface ReadJob {
  /** Id of the agent. */
  readonly agent: string;
  readonly path: string;
  readonly relativePath: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly cursor: FileCursor | undefined;
}

/** What came of a list of jobs, in its order. `bytes`: how many were read. */
export interface ReadAnswer {
  readonly readings: readonly (PackedReading | ReadFailure)[];
  readonly bytes: number;
}

/** A reading as it passes between threads. */
export interface PackedReading extends Omit<LogReading, 'records'> {
  readonly records: PackedRecords;
}

/** An error as it passes between threads. */
export interface ReadFailure {
  readonly failure: string;
  readonly code: string | undefined;
}

/** What a reading thread has to know of a file. */
export function jobOf({ file: { agent, path, relativePath, size, mtimeMs }, cursor }: WantedFile): ReadJob {
  return { agent: agent.id, path, relativePath, size, mtimeMs, cursor };
}

/** The file of a job. @throws Error for an agent or a file that there is none of */
export function fileOf({ agent: id, path, relativePath, size, mtimeMs, cursor }: ReadJob): WantedFile {
  const agent = AGENTS.find((one) => one.id === id);
  const format = agent?.format(relativePath);
  if (!agent || !format) throw new Error(`${path} is no log of ${id}.`);
  return { file: { agent, format, path, relativePath, size, mtimeMs }, cursor };
}
