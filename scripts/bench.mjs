// Measures and prints: see test/bench/bench.ts for what and how. Needs nothing but Node and npm.
//   npm run bench [-- --only scan,latency --size 300 --write docs/bench.md]
import { ensureDependencies } from './bootstrap.mjs';

await ensureDependencies();
const { run } = await import('./testing/run.mjs');
if ((await run(process.execPath, ['esbuild.mjs'])) !== 0) process.exit(1);
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'test/bench/bench.ts', ...process.argv.slice(2)]);
