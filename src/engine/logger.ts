import type { LogEntry } from '../protocol/messages.ts';

/** Takes one line for the log. Never throws. */
export type Logger = (level: LogEntry['level'], message: string) => void;

/** For callers that want no log. */
export const silent: Logger = () => undefined;
