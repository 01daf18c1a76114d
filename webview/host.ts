import type { Port } from '../src/protocol/rpc.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The editor around this webview: the way to the extension, and a place that outlives a hidden view. */
export interface Host {
  readonly port: Port;
  getState(): unknown;
  setState(state: unknown): void;
}

/** Takes hold of the editor. To be called once: VS Code hands its API out only once. */
export function acquireHost(): Host {
  const api = acquireVsCodeApi();
  const port: Port = {
    post: (message) => api.postMessage(message),
    listen(listener) {
      const onMessage = (event: MessageEvent): void => listener(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
  return { port, getState: () => api.getState(), setState: (state) => api.setState(state) };
}
