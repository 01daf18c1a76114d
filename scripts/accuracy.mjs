// Compares what Moonlock, ccusage and tokscale count in odd cases, and writes docs/accuracy.md. Installs the other two.
//   npm run accuracy [-- --check]    --check writes nothing and fails if the document is out of date
import { ensureDependencies } from './bootstrap.mjs';

await ensureDependencies();
const { run } = await import('./testing/run.mjs');
if ((await run(process.execPath, ['esbuild.mjs'])) !== 0) process.exit(1);
process.exitCode = await run(process.execPath, [
  '--import',
  'tsx',
  'scripts/accuracy/main.mjs',
  ...process.argv.slice(2),
]);
