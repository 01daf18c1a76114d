import type { Logger } from '../engine/logger.ts';
import { clean } from '../protocol/foreignText.ts';

const SHOWN = 3;

/** Takes the engine's warnings and errors and writes them to the standard error: all of them, or the first few. */
export class Complaints {
  readonly #verbose: boolean;
  readonly #write: (text: string) => void;
  #count = 0;

  constructor(verbose: boolean, write: (text: string) => void) {
    this.#verbose = verbose;
    this.#write = write;
  }

  readonly log: Logger = (level, message) => {
    if (level !== 'warn' && level !== 'error') return;
    this.#count++;
    if (this.#verbose || this.#count <= SHOWN) this.#write(`${level}: ${clean(message)}\n`);
  };

  /** Says how many were kept back. */
  close(): void {
    const rest = this.#count - SHOWN;
    if (!this.#verbose && rest > 0) this.#write(`And ${rest} more of the kind: --verbose shows all.\n`);
  }
}
