import type { UsageRecord } from '../agents/agent.ts';
import {
  groupOf,
  hasPrompt,
  lesserGrowth,
  mergeRows,
  type RequestRow,
  rowOf,
  samePrompt,
  sameVariant,
  TRUSTED,
  variantId,
} from './request.ts';

/** Where rows are kept. All of it happens inside one transaction of the caller's. */
export interface RequestTable {
  get(id: number): RequestRow | undefined;
  put(row: RequestRow): void;
  delete(id: number): void;
  /** Variants of a group, where it is kept by variants, in no particular order. */
  variants(group: number): RequestRow[];
  /** Keeps a variant under its own id ({@link variantId}), replacing an older state of it. */
  putVariant(row: RequestRow): void;
  deleteVariant(row: RequestRow): void;
  /** Whether a group is known to hold several requests under one key. */
  isShared(group: number): boolean;
  markShared(group: number): void;
  /** Requests that are mere copies of a group, should the table ever hold it. */
  copies(group: number): number[];
  /** The groups of which a request is a mere copy, should the table hold any. */
  originals(id: number): number[];
  noteCopy(group: number, id: number): void;
}

/** Adds what a record of an agent's log `source` says to the table, keeping one row per API request. */
export function addRecord(table: RequestTable, agent: string, source: string, record: UsageRecord): void {
  const row = rowOf(agent, source, record);
  for (const key of record.copyOf) table.noteCopy(groupOf(agent, key), row.id);
  if (table.originals(row.id).some((original) => table.isShared(original) || table.get(original)))
    return table.delete(row.id);
  for (const copy of table.copies(row.group)) table.delete(copy);
  if (!record.supersedes && !record.growth) return addRow(table, row);
  const known = table.get(row.id);
  if (!known) table.put(row);
  else if (record.growth) table.put(lesserGrowth(known, row));
  else table.put({ ...row, begunAt: Math.min(row.begunAt, known.begunAt) });
}

/**
 * Adds one view of a request.
 *
 * A group is one request until two of its records show different prompts, neither empty: then its key is no identity
 * (a gateway stamps every answer with one id), and each prompt with its discriminator is a request. A record with an
 * empty prompt is the beginning of the next answer with the same discriminator.
 */
export function addRow(table: RequestTable, row: RequestRow): void {
  if (table.isShared(row.group)) return addToShared(table, row);
  const known = table.get(row.group);
  if (!known) return table.put(row);
  if (row.discriminator === TRUSTED) return table.put(mergeRows(known, row));
  const variants = table.variants(row.group);
  if (variants.length > 0) return addToVariants(table, known, variants, row);
  if (sameVariant(known, row) || isBeginningOf(known, row)) return table.put(mergeRows(known, row));
  return addToVariants(table, known, [known], row);
}

/** A group whose records differ in more than the answer's growth: kept by variants, so that it can be split later. */
function addToVariants(table: RequestTable, known: RequestRow, variants: readonly RequestRow[], row: RequestRow): void {
  const prompts = variants.filter(hasPrompt);
  if (hasPrompt(row) && prompts.some((one) => !samePrompt(one, row))) return split(table, variants, row);
  const same = variants.find((one) => sameVariant(one, row));
  let merged = same ? mergeRows(same, row) : row;
  for (const one of variants) {
    if (one === same) continue;
    if (isBeginningOf(one, row)) {
      merged = mergeRows(merged, one);
      table.deleteVariant(one);
    } else table.putVariant(one);
  }
  table.putVariant(merged);
  table.put(mergeRows(known, row));
}

/** The group's key turned out to be shared. Its empty beginnings belong to what comes after them. */
function split(table: RequestTable, variants: readonly RequestRow[], row: RequestRow): void {
  table.markShared(row.group);
  table.delete(row.group);
  for (const one of variants) table.deleteVariant(one);
  for (const one of variants) if (hasPrompt(one)) addToShared(table, one);
  for (const one of variants) if (!hasPrompt(one)) addToShared(table, one);
  addToShared(table, row);
}

/** In a shared group, variants are kept only of empty beginnings that no answer has followed yet. */
function addToShared(table: RequestTable, row: RequestRow): void {
  const id = variantId(row);
  const known = table.get(id);
  let merged = known ? mergeRows(known, row) : row;
  if (!hasPrompt(row)) table.putVariant(merged);
  for (const begun of table.variants(row.group).filter((one) => isBeginningOf(one, row))) {
    merged = mergeRows(merged, begun);
    table.deleteVariant(begun);
    table.delete(variantId(begun));
  }
  table.put({ ...merged, id });
}

/** Whether `known` is but the empty beginning of the answer that `row` continues. */
function isBeginningOf(known: RequestRow, row: RequestRow): boolean {
  const follows = row.source !== known.source || row.offset > known.offset;
  return follows && !hasPrompt(known) && hasPrompt(row) && known.discriminator === row.discriminator;
}
