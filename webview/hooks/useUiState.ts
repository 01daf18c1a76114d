import { useState } from 'preact/hooks';
import type { BreakdownKind, Period } from '../../src/protocol/viewModels.ts';
import type { Host } from '../host.ts';

const VERSION = 1;

/** What the person chose in this view. Data is never kept here. */
export interface UiState {
  readonly period: Period;
  readonly by: BreakdownKind;
  readonly table: boolean;
}

const INITIAL: UiState = { period: 'window', by: 'model', table: false };
const PERIODS: readonly string[] = ['window', 'today', 'week', 'all'] satisfies Period[];
const KINDS: readonly string[] = ['model', 'project', 'agent'] satisfies BreakdownKind[];

/** The choices, kept by the editor while the view is hidden. */
export function useUiState(host: Host): [UiState, (change: Partial<UiState>) => void] {
  const [state, setState] = useState(() => readUiState(host.getState()));
  const change = (part: Partial<UiState>): void => {
    const next = { ...state, ...part };
    host.setState({ version: VERSION, ...next });
    setState(next);
  };
  return [state, change];
}

function oneOf(known: readonly string[], value: unknown, initial: string): string {
  return typeof value === 'string' && known.includes(value) ? value : initial;
}

/** Reads kept choices; those of another version or shape give way to the initial ones. */
function readUiState(raw: unknown): UiState {
  if (typeof raw !== 'object' || raw === null) return INITIAL;
  const { version, period, by, table } = raw as Record<string, unknown>;
  if (version !== VERSION) return INITIAL;
  return {
    period: oneOf(PERIODS, period, INITIAL.period) as Period,
    by: oneOf(KINDS, by, INITIAL.by) as BreakdownKind,
    table: table === true,
  };
}
