import { AGENTS } from '../agents/index.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import type { LogReading } from './logReader.ts';

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

/** What became of a job. `bytes`: how many were read. */
export type ReadAnswer =
  | { readonly reading: LogReading; readonly bytes: number }
  | { readonly message: string; readonly code: string | undefined };

/** What a reading thread has to know of a file. */
export function jobOf({ agent, path, relativePath, size, mtimeMs }: LogFile, cursor: FileCursor | undefined): ReadJob {
  return { agent: agent.id, path, relativePath, size, mtimeMs, cursor };
}

/** The file of a job. @throws Error for an agent or a file that there is none of */
export function fileOf({ agent: id, path, relativePath, size, mtimeMs }: ReadJob): LogFile {
  const agent = AGENTS.find((one) => one.id === id);
  const format = agent?.format(relativePath);
  if (!agent || !format) throw new Error(`${path} is no log of ${id}.`);
  return { agent, format, path, relativePath, size, mtimeMs };
}
