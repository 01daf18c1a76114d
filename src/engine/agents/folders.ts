import path from 'node:path';
import type { Environment } from './agent.ts';

/** Where the configuration of an agent may lie. */
export interface ConfigPlaces {
  /** The agent's id, under which the person's settings name further folders. */
  readonly agent: string;
  /** The environment variable whose comma list replaces the defaults, as it does for the agent itself. */
  readonly variable?: string;
  /** Absolute paths. */
  readonly defaults: readonly string[];
}

/** The configuration folders of an agent as absolute paths, none twice. They need not exist. */
export function configFolders({ home, variables, extraFolders }: Environment, places: ConfigPlaces): string[] {
  const named = ((places.variable && variables[places.variable]) ?? '')
    .split(',')
    .map((folder) => folder.trim())
    .filter(Boolean);
  const configs = named.length > 0 ? named : places.defaults;
  const all = [...configs, ...(extraFolders?.[places.agent] ?? [])].map((folder) =>
    path.resolve(home, untilde(folder, home)),
  );
  return [...new Set(all)];
}

function untilde(folder: string, home: string): string {
  return folder === '~' || folder.startsWith('~/') ? path.join(home, folder.slice(1)) : folder;
}
