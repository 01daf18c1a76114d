import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Agent, AgentRecord, LineFormat, LogFileInfo, UsageRecord } from '../../src/engine/agents/agent.ts';

/** A file below an agent's root, for readers that are called without any. */
export function fileInfo(relativePath = 'project-folder/s.jsonl'): LogFileInfo {
  return { path: `/root/${relativePath}`, relativePath, mtimeMs: Date.parse('2026-05-01T12:00:00Z') };
}

/** How an agent reads its files of lines. */
export function lineFormat(agent: Agent, relativePath = 'project-folder/s.jsonl'): LineFormat {
  const format = agent.format(relativePath);
  assert.equal(format?.kind, 'lines');
  return format;
}

/** What an agent makes of parsed lines of one file, each at the offset of its number. */
export function readParsed(agent: Agent, lines: readonly unknown[], file = fileInfo()): AgentRecord[] {
  const reader = lineFormat(agent, file.relativePath).open(file, undefined);
  return lines.flatMap((line, i) => reader.read(line, i));
}

/** What it makes of one JSON document. */
export function readDocument(agent: Agent, document: unknown, file: LogFileInfo): readonly AgentRecord[] {
  const format = agent.format(file.relativePath);
  assert.equal(format?.kind, 'document');
  return format.read(document, file);
}

/** The requests among some records. */
export function usages(records: readonly AgentRecord[]): UsageRecord[] {
  return records.filter((record) => record.kind === 'usage');
}

/** Any JSON value, the odd ones often. */
export function anything(): fc.Arbitrary<unknown> {
  return fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 0.5, Number.MAX_VALUE, 8.64e15, '', 'x', null, {}, [], [null]));
}
