import { open } from 'node:fs/promises';

const CHUNK = 1 << 20;

/**
 * The lines of a file, without reading it whole. `text` is decoded as latin1: its length is the line's length in bytes,
 * and encoding it again gives the same bytes. A last line without a line feed has `ended: false`.
 * @param {string} file
 * @returns {AsyncGenerator<{ offset: number, text: string, ended: boolean }>}
 */
export async function* readLines(file) {
  const handle = await open(file);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let rest = '';
    let offset = 0;
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK);
      if (bytesRead === 0) break;
      const lines = (rest + chunk.toString('latin1', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        yield { offset, text, ended: true };
        offset += text.length + 1;
      }
    }
    if (rest !== '') yield { offset, text: rest, ended: false };
  } finally {
    await handle.close();
  }
}

/**
 * Reads byte ranges of files, keeping the last used file open: a replay reads the same few files again and again.
 */
export class RangeReader {
  /** @type {{ file: string, handle: import('node:fs/promises').FileHandle } | undefined} */
  #open;

  /** @param {string} file @param {number} offset @param {number} length @returns {Promise<string>} latin1 */
  async read(file, offset, length) {
    if (this.#open?.file !== file) {
      await this.close();
      this.#open = { file, handle: await open(file) };
    }
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.#open.handle.read(buffer, 0, length, offset);
    return buffer.toString('latin1', 0, bytesRead);
  }

  /** Closes the file that is open; the reader may be used again. */
  async close() {
    await this.#open?.handle.close();
    this.#open = undefined;
  }
}
