import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { tempFolder } from './tempFolder.ts';

/** The command line as it ships. */
export const CLI = path.join(__dirname, '../../dist/cli.js');

/** How a run of the command line ended. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line with nothing of the tester's own environment but PATH. */
export async function moonlock(args: readonly string[], variables: Record<string, string> = {}): Promise<CliResult> {
  if (!existsSync(CLI)) throw new Error('dist/cli.js is absent: run `node esbuild.mjs` first.');
  const env = { PATH: process.env['PATH'] ?? '', HOME: variables['HOME'] ?? tempFolder(), TZ: 'UTC', ...variables };
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** Runs the command line, which must succeed, and parses its JSON. */
export async function moonlockJson<T>(args: readonly string[], variables: Record<string, string> = {}): Promise<T> {
  const { code, stdout, stderr } = await moonlock(args, variables);
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
