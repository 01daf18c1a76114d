import { useState } from 'preact/hooks';
import type { Period } from '../../src/protocol/viewModels.ts';
import type { Host } from '../host.ts';

const VERSION = 1;

/** What the person chose in this view. Data is never kept here. */
export interface UiState {
  readonly period: Period;
  readonly table: boolean;
}

const INITIAL: UiState = { period: 'window', table: false };
const PERIODS: readonly string[] = ['window', 'today', 'week', 'all'] satisfies Period[];

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

/** Reads kept choices; anything of another version or shape gives the initial ones. */
function readUiState(raw: unknown): UiState {
  if (typeof raw !== 'object' || raw === null) return INITIAL;
  const { version, period, table } = raw as Record<string, unknown>;
  if (version !== VERSION || typeof period !== 'string' || !PERIODS.includes(period)) return INITIAL;
  return { period: period as Period, table: table === true };
}
