import type { LogOutputChannel } from 'vscode';

/** Runs `action`; whatever it throws ends in the log instead of in VS Code's hands. `name` says what was tried. */
export function guard(log: LogOutputChannel, name: string, action: () => void | Promise<void>): void {
  const complain = (error: unknown): void =>
    log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  try {
    action()?.catch(complain);
  } catch (error) {
    complain(error);
  }
}
