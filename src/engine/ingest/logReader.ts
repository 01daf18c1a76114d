import type { AgentRecord } from '../agents/agent.ts';
import { asError } from '../errors.ts';
import type { FileChange, FileCursor } from './cursor.ts';
import { type ForeignDatabases, readDatabase } from './databaseReader.ts';
import type { LogFile } from './discover.ts';
import { readDocument } from './documentReader.ts';
import { readLines } from './lineReader.ts';
import { readPackedLines } from './packedReader.ts';

/** What a file held beyond its cursor. */
export interface LogReading {
  readonly change: FileChange;
  readonly cursor: FileCursor;
  /** False if the file holds more than was read in this turn. */
  readonly complete: boolean;
  readonly records: readonly AgentRecord[];
  /** What could not be read, in words; undefined if nothing. */
  readonly complaint: string | undefined;
}

/** Called after each stretch with the bytes read by it; awaited, so that others get their turn. */
export type OnBytes = (bytes: number) => Promise<void>;

/** A file to be read on from where it was left. */
export interface WantedFile {
  readonly file: LogFile;
  readonly cursor: FileCursor | undefined;
}

/** Whoever can read a turn of each of some files: this thread, or others in its place. */
export interface LogReader {
  /** What came of each file, in order: a reading, or the error for which there is none. Never rejects. */
  read(files: readonly WantedFile[], onBytes: OnBytes): Promise<readonly (LogReading | Error)[]>;
}

/** Reads in this thread, one file after the other. */
export function readerHere(databases: ForeignDatabases): LogReader {
  return {
    async read(files, onBytes) {
      const readings: (LogReading | Error)[] = [];
      for (const { file, cursor } of files)
        readings.push(await readLog(file, cursor, databases, onBytes).catch(asError));
      return readings;
    },
  };
}

/**
 * Reads what is new in a log file. What is bad is left out and told of, its neighbours are counted.
 * @throws the file system's error if the file cannot be read
 */
export function readLog(
  file: LogFile,
  cursor: FileCursor | undefined,
  databases: ForeignDatabases,
  onBytes: OnBytes,
): Promise<LogReading> {
  const { format } = file;
  if (format.kind === 'document') return readDocument(file, format, cursor, onBytes);
  if (format.kind === 'database') return readDatabase(file, format, cursor, databases, onBytes);
  return format.compression ? readPackedLines(file, format, cursor, onBytes) : readLines(file, format, cursor, onBytes);
}
