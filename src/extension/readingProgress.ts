import {
  type CancellationToken,
  type Disposable,
  type LogOutputChannel,
  type Progress,
  ProgressLocation,
  window,
} from 'vscode';
import { formatBytes } from '../protocol/format.ts';
import type { ScanProgress } from '../protocol/viewModels.ts';
import type { EngineLink } from './engineLink.ts';
import { guard } from './guard.ts';

/** A backlog this large takes long enough to be told of, and to be put off. */
const LARGE_BYTES = 256 * 1024 * 1024;

/** Shows a notification while a large backlog of logs is read; cancelling it leaves the rest for later. */
export class ReadingProgress implements Disposable {
  readonly #link: EngineLink;
  readonly #log: LogOutputChannel;
  readonly #subscriptions: readonly Disposable[];
  #show: ((scan: ScanProgress) => void) | undefined;
  #end: (() => void) | undefined;

  constructor(link: EngineLink, log: LogOutputChannel) {
    this.#link = link;
    this.#log = log;
    this.#subscriptions = [link.onStatus(({ scan }) => this.#onScan(scan)), link.onDown(() => this.#end?.())];
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
    this.#end?.();
  }

  #onScan(scan: ScanProgress): void {
    if (this.#show) this.#show(scan);
    else if (scan.state === 'scanning' && scan.bytesTotal - scan.bytesDone > LARGE_BYTES) this.#open(scan);
  }

  #open(first: ScanProgress): void {
    const title = 'Moonlock reads your agents\u2019 logs';
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, (progress, token) => this.#follow(first, progress, token));
  }

  #follow(
    first: ScanProgress,
    progress: Progress<{ message?: string; increment?: number }>,
    token: CancellationToken,
  ): Promise<void> {
    token.onCancellationRequested(() =>
      guard(this.#log, 'Pausing', async () => void (await this.#link.ask('pauseReading', null))),
    );
    return new Promise((resolve) => {
      let shown = 0;
      this.#show = (scan) => {
        const percent = Math.floor((100 * scan.bytesDone) / scan.bytesTotal);
        progress.report({
          message: `${formatBytes(scan.bytesDone)} of ${formatBytes(scan.bytesTotal)}`,
          increment: Math.max(0, percent - shown),
        });
        shown = Math.max(shown, percent);
        if (scan.state !== 'scanning') this.#end?.();
      };
      this.#end = () => {
        this.#show = this.#end = undefined;
        resolve();
      };
      this.#show(first);
    });
  }
}
