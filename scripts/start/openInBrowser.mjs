import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's browser if there is a desktop. Where that fails nothing happens: the address was
 * printed too.
 *
 * @param {string} url
 */
export function openInBrowser(url) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const mac = process.platform === 'darwin';
  if (!mac && !DISPLAY && !WAYLAND_DISPLAY) return;
  const child = spawn(mac ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
  child.once('error', () => {});
  child.unref();
}
