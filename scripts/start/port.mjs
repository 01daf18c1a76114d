import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * The given port if it is free, else 0, which stands for any free one.
 *
 * @param {number} port
 */
export async function freePort(port) {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return port;
  } catch {
    return 0;
  } finally {
    server.close();
  }
}
