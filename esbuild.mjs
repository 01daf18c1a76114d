// Builds everything that ships into dist/: one bundle per runtime, plus sql.js's WebAssembly beside them.
//   node esbuild.mjs            production build
//   node esbuild.mjs --watch    rebuilds on change, with source maps
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const outdir = 'dist';

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  outdir,
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  { ...node, entryPoints: { extension: 'src/extension/extension.ts' }, external: ['vscode'] },
  // No externals: an import of vscode from the engine fails the build here.
  { ...node, entryPoints: { worker: 'src/engine/worker.ts', reader: 'src/engine/ingest/readerThread.ts' } },
  { ...node, entryPoints: { cli: 'src/cli/cli.ts' }, banner: { js: '#!/usr/bin/env node' } },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'chrome122', // of VS Code 1.90
    entryPoints: { webview: 'webview/main.tsx' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', `${outdir}/sql-wasm.wasm`);

const contexts = await Promise.all(builds.map((build) => context(build)));
const results = await Promise.all(contexts.map((one) => one.rebuild()));
const warnings = results.flatMap((result) => result.warnings);
if (warnings.length > 0 && !watch) {
  console.error(`${warnings.length} warning(s): a build has none.`);
  process.exitCode = 1;
}
await chmod(`${outdir}/cli.js`, 0o755);
const sizes = results.flatMap((result) => Object.entries(result.metafile?.outputs ?? {}));
await writeFile(
  `${outdir}/sizes.json`,
  JSON.stringify(Object.fromEntries(sizes.map(([file, { bytes }]) => [file, bytes])), null, 2),
);

if (watch) await Promise.all(contexts.map((one) => one.watch()));
else await Promise.all(contexts.map((one) => one.dispose()));
