import { writeFileSync } from 'node:fs';
import { reporters } from 'mocha';

/**
 * A mocha reporter: prints as `spec` does, and at the end writes `{ passes, failures, pending }` to the file that
 * MOCHA_SUMMARY names. A suite that leaves no such file did not come to its end.
 */
export default class SummaryReporter extends reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(String(process.env['MOCHA_SUMMARY']), JSON.stringify({ passes, failures, pending }));
    });
  }
}
