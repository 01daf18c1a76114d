// Builds and packs moonlock.vsix, for `code --install-extension moonlock.vsix`. Needs nothing but Node and npm.
import { ensureDependencies } from './bootstrap.mjs';

await ensureDependencies();
const { run } = await import('./testing/run.mjs');
const { packExtension } = await import('./testing/package.mjs');
if ((await run(process.execPath, ['esbuild.mjs'])) !== 0) process.exit(1);
await packExtension('moonlock.vsix');
