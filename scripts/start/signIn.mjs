import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** A password or token that nobody guesses. */
export function randomSecret() {
  return randomBytes(18).toString('base64url');
}

/**
 * Serves one page on this machine, at a secret address, which signs the browser in to VS Code and goes on to it.
 *
 * VS Code gives whoever reaches its port a terminal. Other users of the machine do, and so may any website, through a
 * name that it points at 127.0.0.1; hence the password, and this page so that nobody needs to type it.
 *
 * @param {{ window: string, password: string }} target the address of the window, and the password there
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveSignIn({ window, password }) {
  const path = `/${randomSecret()}`;
  const page = signInPage(window, password);
  const server = createServer((request, response) => {
    const known = isSame(request.url ?? '', path);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    };
    response.writeHead(known ? 200 : 404, headers).end(known ? page : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${port}${path}`, close };
}

/**
 * Whether two texts are the same, without telling by the time it takes how much of them is.
 *
 * @param {string} asked
 * @param {string} secret
 */
function isSame(asked, secret) {
  return timingSafeEqual(digest(asked), digest(secret));
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest();
}

/**
 * @param {string} window
 * @param {string} password
 */
function signInPage(window, password) {
  const login = new URL(window);
  login.searchParams.set('to', login.pathname); // The other parameters are kept on the way.
  login.pathname = '/login';
  return `<!doctype html><title>Moonlock</title>
<form method="post" action="${login.href.replaceAll('&', '&amp;')}">
<input type="hidden" name="password" value="${password}"><button>Open VS Code</button></form>
<script>document.forms[0].submit()</script>`;
}
