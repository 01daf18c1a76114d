import type { SessionRow } from '../../src/protocol/viewModels.ts';
import { clean } from '../../src/protocol/foreignText.ts';
import { modelName, projectName } from '../../src/protocol/names.ts';

/** A session's title, or its project's name where it has none. */
export function titleOf(row: SessionRow): string {
  const title = row.title === null ? '' : clean(row.title);
  return title === '' ? projectOf(row) : title;
}

/** The name of the folder that a session worked in. */
export function projectOf(row: SessionRow): string {
  return clean(projectName(row.project));
}

/** `Opus 4.5, Haiku 4.5`: in order of tokens spent. */
export function modelWords(row: SessionRow): string {
  return row.models.length === 0 ? 'no model' : row.models.map(modelName).join(', ');
}
