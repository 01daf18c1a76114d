import { type Disposable, env, StatusBarAlignment, type StatusBarItem, window, workspace } from 'vscode';
import { msToNextMinute, msToNextSecond } from '../../protocol/countdown.ts';
import type { StatusModel } from '../../protocol/viewModels.ts';
import { now, timers } from '../clock.ts';
import { COMMANDS } from '../commandIds.ts';
import type { EngineLink } from '../engineLink.ts';
import { settings } from '../settings.ts';
import { type StatusText, statusText } from './statusText.ts';
import { tooltip } from './tooltip.ts';

const PRIORITY = 1000;

/** The status bar item: counts down by itself between the engine's messages. */
export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;
  readonly #subscriptions: Disposable[];
  #status: StatusModel | undefined;
  #timer: unknown;

  constructor(link: EngineLink) {
    this.#item = window.createStatusBarItem('status', StatusBarAlignment.Right, PRIORITY);
    this.#item.name = 'Moonlock';
    this.#item.command = COMMANDS.openDashboard;
    this.#subscriptions = [
      link.onStatus((status) => this.#update(status)),
      link.onDown(() => this.#showDown()),
      workspace.onDidChangeConfiguration((event) => settings.changesSeconds(event) && this.#tick()),
    ];
    this.#update(undefined);
    this.#item.show();
  }

  dispose(): void {
    timers.clearTimeout(this.#timer);
    for (const one of this.#subscriptions) one.dispose();
    this.#item.dispose();
  }

  #update(status: StatusModel | undefined): void {
    this.#status = status;
    this.#item.tooltip = tooltip(status, now(), env.language);
    this.#tick();
  }

  #tick(): void {
    timers.clearTimeout(this.#timer);
    const at = now();
    const shown = statusText(this.#status, at, settings.seconds(), env.language);
    this.#show(shown);
    const endsAt = this.#status?.window?.endsAt;
    if (shown.changes === 'never' || endsAt === undefined) return;
    const wait = shown.changes === 'second' ? msToNextSecond(endsAt, at) : msToNextMinute(endsAt, at);
    this.#timer = timers.setTimeout(() => this.#tick(), wait);
  }

  #show({ text, label }: StatusText): void {
    if (this.#item.text === text) return;
    this.#item.text = text;
    this.#item.accessibilityInformation = { label, role: 'button' };
  }

  #showDown(): void {
    timers.clearTimeout(this.#timer);
    this.#show({ text: '$(warning) Moonlock stopped', label: 'Moonlock: the engine has stopped', changes: 'never' });
    this.#item.tooltip =
      'The engine crashed several times. "Moonlock: Refresh" starts it again, "Moonlock: Show Log" tells more.';
  }
}
