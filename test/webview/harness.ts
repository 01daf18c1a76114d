import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { DashboardModel } from '../../src/protocol/viewModels.ts';
import { installFakeHost, type FakeHostOptions } from './fakeHost.ts';
import { NOW } from './fixtures.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const NONCE = 'bW9vbg';

/** The four built-in themes, with the body classes that VS Code sets for each. */
export const THEMES = {
  'dark-modern': 'vscode-dark',
  'light-modern': 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
} as const;
export type Theme = keyof typeof THEMES;

/** How a page is opened. */
export interface OpenOptions extends Partial<Omit<FakeHostOptions, 'model'>> {
  readonly view?: 'sidebar' | 'panel';
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly model?: DashboardModel | null;
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly bodyClass?: string;
  readonly locale?: string;
}

/** A browser and a server that serves the real bundle under the real content security policy. */
export class Harness {
  private readonly browser: Browser;
  private readonly server: Server;
  private constructor(browser: Browser, server: Server) {
    this.browser = browser;
    this.server = server;
  }

  /** Bundles `entry` as the product's build does, and starts both. */
  static async start(entry = 'webview/main.tsx'): Promise<Harness> {
    const files = await bundle(entry);
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const file = files.get(url.pathname);
      response.setHeader('content-type', contentType(url.pathname));
      response.end(file ?? html(url.searchParams));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: FLAGS,
    });
    return new Harness(browser, server);
  }

  /** Opens a view; the page's clock starts at the fixtures' instant. Closes with its context. */
  async open(options: OpenOptions = {}): Promise<Page> {
    const {
      view = 'panel',
      theme = 'dark-modern',
      width = 1200,
      height = 900,
      reducedMotion = 'no-preference',
      bodyClass = '',
      locale = 'en',
    } = options;
    const { model = null, silent = false, failing = [], state = null } = options;
    const context = await this.browser.newContext({
      viewport: { width, height },
      timezoneId: 'UTC',
      locale: 'en-US',
      reducedMotion,
    });
    const page = await context.newPage();
    await page.clock.install({ time: NOW });
    // The loader of the tests wraps named functions in a helper that the page lacks.
    await page.addInitScript('globalThis.__name ??= (f) => f');
    await page.addInitScript(installFakeHost, { model, silent, failing, state });
    const query = new URLSearchParams({ view, theme, locale, body: `${THEMES[theme]} ${bodyClass}` });
    await page.goto(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/view?${query}`);
    return page;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** What the fake editor saw and what went wrong in the page. */
export async function seen(
  page: Page,
): Promise<{ requests: string[]; commands: string[]; violations: string[]; errors: string[]; state: unknown }> {
  return page.evaluate(() => window.fakeHost.seen());
}

/** Sends a newer model, as the extension does, and waits for two frames. */
export async function push(page: Page, model: DashboardModel): Promise<void> {
  await page.evaluate(async (next) => {
    window.fakeHost.push(next);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, model);
}

async function bundle(entry: string): Promise<Map<string, Uint8Array>> {
  const result = await build({
    entryPoints: { webview: entry },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'chrome122',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: 'dist',
    logLevel: 'warning',
  });
  const files = new Map(result.outputFiles.map((file) => [`/dist/${file.path.split(/[\\/]/).at(-1)}`, file.contents]));
  files.set('/themes.css', await readFile(new URL('themes.css', import.meta.url)));
  files.set('/icons.woff', await readFile(new URL('../../media/moonlock-icons.woff', import.meta.url)));
  return files;
}

function html(query: URLSearchParams): string {
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'self' 'nonce-${NONCE}'; font-src 'self'; img-src 'self' data:`;
  const body = query.get('body') ?? '';
  return `<!doctype html><html lang="en" class="${query.get('theme')}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta property="csp-nonce" content="${NONCE}">
<link rel="stylesheet" href="/themes.css"><link rel="stylesheet" href="/dist/webview.css"></head>
<body data-view="${query.get('view')}" data-locale="${query.get('locale')}" class="${body}" data-vscode-theme-kind="${body.split(' ')[0]}"><div id="app"></div>
<script nonce="${NONCE}" src="/dist/webview.js"></script></body></html>`;
}

function contentType(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  if (path.endsWith('.css')) return 'text/css';
  return path.endsWith('.woff') ? 'font/woff' : 'text/html';
}
