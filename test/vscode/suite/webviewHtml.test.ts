import { doesNotMatch, equal, match, notEqual } from 'node:assert/strict';
import { Uri, type Webview } from 'vscode';
import { resourceRoots, webviewHtml } from '../../../src/extension/views/webviewHtml.ts';

const EXTENSION = Uri.file('/extension');
const webview = { cspSource: 'https://csp.test', asWebviewUri: (uri: Uri) => uri.with({ scheme: 'https' }) } as Webview;

/** The page of the panel and its nonce. */
function page(): { html: string; nonce: string } {
  const html = webviewHtml(webview, EXTENSION, 'panel');
  return { html, nonce: /'nonce-([^']+)'/.exec(html)?.[1] ?? '' };
}

describe('the page of a webview', () => {
  it('allows scripts by nonce alone and nothing inline', () => {
    const { html, nonce } = page();
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    match(policy, /^default-src 'none';/);
    equal(/script-src ([^;]+)/.exec(policy)?.[1], `'nonce-${nonce}'`);
    doesNotMatch(policy, /unsafe|\*|connect-src|frame-src/);
    for (const [, attributes] of html.matchAll(/<script([^>]*)>/g)) match(attributes!, new RegExp(`nonce="${nonce}"`));
    doesNotMatch(html, /<style|style=|onload=|javascript:/);
  });

  it('has a nonce that is long, and another one each time', () => {
    const [first, second] = [page().nonce, page().nonce];
    match(first, /^[\w-]{22}$/);
    notEqual(first, second);
  });

  it('may load from the built files alone', () => {
    equal(
      resourceRoots(EXTENSION)
        .map((uri) => uri.path)
        .join(),
      '/extension/dist',
    );
  });
});
