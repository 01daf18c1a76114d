'use strict';
// Lives beside Moonlock in the extension host and keeps telling how long the host's event loop was held up:
// appends a line of JSON { at, max, p99 } (milliseconds) to the file that PROBE_FILE names, every 200 ms.
const { appendFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const EVERY_MS = 200;

exports.activate = (context) => {
  const file = process.env.PROBE_FILE;
  if (!file) return;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const timer = setInterval(() => {
    // The histogram holds whole intervals; what is above the resolution is delay.
    const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    const line = { at: Date.now(), max: ms(delay.max), p99: ms(delay.percentile(99)) };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    delay.reset();
  }, EVERY_MS);
  context.subscriptions.push({ dispose: () => clearInterval(timer) });
};
