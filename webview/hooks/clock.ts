/** Wall time in milliseconds. The only place of the webview that asks for it. */
export function now(): number {
  return Date.now();
}
