import { parseArgs } from 'node:util';
import { AGENTS } from '../engine/agents/index.ts';
import { localTimeZone } from '../engine/clock/calendar.ts';
import { type Breakdown, BREAKDOWNS, type ReportQuery } from '../engine/ledger/report.ts';

/** What the person asked for. */
export type Arguments =
  | { readonly command: 'report'; readonly json: boolean; readonly verbose: boolean; readonly query: ReportQuery }
  | { readonly command: 'status'; readonly json: boolean; readonly verbose: boolean }
  | { readonly command: 'help' }
  | { readonly command: 'version' };

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {}

export const HELP = `Usage: moonlock <command> [options]

Commands
  report    tokens by agent, model, day, session and project
  status    the limit window that is open now

Options of report
  --by LIST        breakdowns, of ${BREAKDOWNS.join(', ')}; with --json all of them by default, else day
  --since WHEN     first day (2026-01-31) or time (2026-01-31T12:00:00Z) that counts
  --until WHEN     last day that counts, or the time before which requests count
  --timezone ZONE  IANA name of the time zone whose days are meant; default: the machine's
  --agent LIST     only these agents, of ${AGENTS.map((agent) => agent.id).join(', ')}

Options of both
  --json           JSON instead of a table
  --verbose        every warning, not just the first few
  --help, --version

Logs are looked for as the agents themselves do: HOME, XDG_CONFIG_HOME, CLAUDE_CONFIG_DIR (a comma list).
`;

/**
 * Reads the command line.
 * @throws UsageError
 */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.version) return { command: 'version' };
  const [command, ...more] = positionals;
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  if (more.length > 0) throw new UsageError(`Unexpected argument "${more[0]}".`);
  const json = values.json ?? false;
  const verbose = values.verbose ?? false;
  if (command === 'status') {
    for (const option of ['by', 'since', 'until', 'timezone', 'agent'] as const) {
      if (values[option] !== undefined) throw new UsageError(`--${option} is an option of report.`);
    }
    return { command, json, verbose };
  }
  if (command !== 'report') throw new UsageError(`There is no command "${command}".`);
  const agents = list(values.agent)?.map(knownAgent);
  return {
    command,
    json,
    verbose,
    query: {
      timeZone: knownTimeZone(values.timezone ?? localTimeZone()),
      by: list(values.by)?.map(knownBreakdown) ?? (json ? BREAKDOWNS : ['day']),
      ...(agents && { agents }),
      ...(values.since !== undefined && { since: values.since }),
      ...(values.until !== undefined && { until: values.until }),
    },
  };
}

function parse(argv: readonly string[]): ReturnType<typeof parseOptions> {
  try {
    return parseOptions(argv);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseOptions(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      verbose: { type: 'boolean' },
      by: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      timezone: { type: 'string' },
      agent: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
}

/** The items of a comma list; undefined where the option was not given. */
function list(value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const items = value.split(',').map((item) => item.trim());
  if (items.includes('')) throw new UsageError('A list holds names with commas between them.');
  return items;
}

function knownBreakdown(name: string): Breakdown {
  const found = BREAKDOWNS.find((one) => one === name);
  if (!found) throw new UsageError(`--by knows ${BREAKDOWNS.join(', ')}; "${name}" is none of them.`);
  return found;
}

function knownAgent(id: string): string {
  if (AGENTS.some((agent) => agent.id === id)) return id;
  throw new UsageError(`--agent knows ${AGENTS.map((agent) => agent.id).join(', ')}; "${id}" is none of them.`);
}

function knownTimeZone(name: string): string {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    throw new UsageError(`"${name}" is no time zone such as Europe/Rome.`);
  }
}
