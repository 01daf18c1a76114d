// Runs every test there is. Needs nothing but Node and npm; what else is missing it installs.
//   npm test                     everything
//   npm test -- unit webview     some suites: checks, unit, webview, vscode, e2e
import { ensureDependencies } from './bootstrap.mjs';

try {
  await ensureDependencies();
  const { runSuites } = await import('./testing/suites.mjs');
  process.exitCode = await runSuites(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
