import type { AgentReport } from '../../src/engine/ledger/report.ts';
import { BREAKDOWNS } from '../../src/engine/ledger/report.ts';
import { makeEngine } from './engines.ts';
import { tempFolder, write } from './tempFolder.ts';

/** Files by path below a home folder. */
export type HomeFiles = Readonly<Record<string, string | readonly object[]>>;

/** What the engine reports of one agent whose logs lie in a home folder, and what it warned of. */
export async function reportOfHome(agent: string, files: HomeFiles): Promise<AgentReport & { problems: string[] }> {
  const home = tempFolder();
  for (const [name, content] of Object.entries(files)) write(home, name, content);
  const { engine, logged } = await makeEngine(home, { home });
  await engine.scan();
  const report = engine.report({ timeZone: 'UTC', by: BREAKDOWNS }).agents[agent];
  if (!report) throw new Error(`nothing of ${agent} was found`);
  return { ...report, problems: logged.filter((line) => line.startsWith('warn: ')) };
}
