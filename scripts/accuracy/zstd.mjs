import { spawnSync } from 'node:child_process';
import zlib from 'node:zlib';

// Node has zstd since 22.15.
const { zstdCompressSync } = /** @type {{ zstdCompressSync?: (text: string) => Uint8Array }} */ (
  /** @type {unknown} */ (zlib)
);

/** Compresses a text, by Node or by the program of that name. @param {string} text @returns {Uint8Array | undefined} undefined where there is neither */
export function zstd(text) {
  if (zstdCompressSync) return zstdCompressSync(text);
  const { status, stdout } = spawnSync('zstd', ['-q', '-c'], { input: text });
  return status === 0 ? stdout : undefined;
}

/** Why this Node cannot read what {@link zstd} makes, if it cannot. */
export const unreadableZstd = zstdCompressSync ? undefined : 'Node before 22.15 has no zstd';
