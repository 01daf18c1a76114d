import type { StatusModel } from '../../src/protocol/viewModels.ts';

/** A status at an instant: logs are there and read, no window is open. */
export function calmStatus(generatedAt: number, change: Partial<StatusModel> = {}): StatusModel {
  return {
    generatedAt,
    state: 'no-window',
    window: null,
    lastRequestAt: null,
    scan: { state: 'watching', files: 1, bytesDone: 0, bytesTotal: 0 },
    sample: false,
    problems: [],
    ...change,
  };
}
