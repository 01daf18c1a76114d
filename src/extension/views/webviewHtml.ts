import { randomBytes } from 'node:crypto';
import { env, Uri, type Webview } from 'vscode';

/** Which screen the webview shows. */
export type Screen = 'sidebar' | 'panel';

/** The folders from which a webview may load. */
export function resourceRoots(extensionUri: Uri): Uri[] {
  return [Uri.joinPath(extensionUri, 'dist')];
}

/** The page of a webview. Nothing in it comes from outside: data arrives by message. */
export function webviewHtml(webview: Webview, extensionUri: Uri, screen: Screen): string {
  const nonce = randomBytes(16).toString('base64url');
  const resource = (name: string): string => webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', name)).toString();
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${resource('webview.css')}">
<title>Moonlock</title>
</head>
<body data-view="${screen}" data-locale="${encodeURIComponent(env.language)}">
<div id="app"></div>
<script nonce="${nonce}" src="${resource('webview.js')}"></script>
</body>
</html>`;
}
