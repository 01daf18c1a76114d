/** Bytes gathered for one write. */
const BATCH = 1 << 20;

/**
 * Writes lines file by file, many in one write; makes the files without a byte as well.
 * @param {object} options
 * @param {import('./home.mjs').ReplayHome} options.home
 * @param {readonly import('./sources.mjs').Source[]} options.sources
 * @param {readonly import('./timeline.mjs').Entry[]} options.history
 * @param {(entry: import('./timeline.mjs').Entry) => Promise<Buffer>} options.render
 * @param {(parts: readonly string[]) => readonly string[]} options.place
 * @param {AbortSignal | undefined} options.signal
 * @returns {Promise<{ files: number, lines: number, bytes: number }>} what was written
 */
export async function writeHistory({ home, sources, history, render, place, signal }) {
  const bySource = groupBySource(history);
  const written = { files: 0, lines: 0, bytes: 0 };
  for (const source of sources) {
    const entries = bySource.get(source) ?? [];
    if (signal?.aborted) break;
    if (entries.length === 0 && source.bytes > 0) continue;
    const parts = place(source.parts);
    /** @type {Buffer[]} */
    let batch = [];
    let size = 0;
    for (const [i, entry] of entries.entries()) {
      const bytes = await render(entry);
      batch.push(bytes);
      size += bytes.length;
      if (size < BATCH && i < entries.length - 1) continue;
      await home.append(parts, Buffer.concat(batch));
      written.lines += batch.length;
      written.bytes += size;
      [batch, size] = [[], 0];
      if (signal?.aborted) break;
    }
    if (entries.length === 0) await home.append(parts, new Uint8Array());
    written.files++;
  }
  return written;
}

/** @param {readonly import('./timeline.mjs').Entry[]} history */
function groupBySource(history) {
  /** @type {Map<import('./sources.mjs').Source, import('./timeline.mjs').Entry[]>} */
  const groups = new Map();
  for (const entry of history) {
    const group = groups.get(entry.source);
    if (group) group.push(entry);
    else groups.set(entry.source, [entry]);
  }
  return groups;
}
