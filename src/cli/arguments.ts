import { parseArgs } from 'node:util';
import { AGENTS } from '../engine/agents/index.ts';
import { localTimeZone } from '../engine/clock/calendar.ts';
import { type Breakdown, BREAKDOWNS, type ReportQuery } from '../engine/ledger/report.ts';
import type { SessionQuery } from '../engine/sessions/listSessions.ts';

/** What every command that reads the logs may be told. */
interface Common {
  readonly json: boolean;
  readonly verbose: boolean;
  /** Path of a JSON file with prices of the person's own. */
  readonly prices: string | undefined;
}

/** What the person asked for. */
export type Arguments =
  | (Common & { readonly command: 'report'; readonly query: ReportQuery })
  | (Common & { readonly command: 'sessions'; readonly query: SessionQuery })
  | (Common & { readonly command: 'status' })
  | { readonly command: 'help' }
  | { readonly command: 'version' };

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {}

const SESSIONS_SHOWN = 20;
/** Which commands understand the options that not all of them do. */
const COMMANDS_OF = {
  by: ['report'],
  limit: ['sessions'],
  since: ['report', 'sessions'],
  until: ['report', 'sessions'],
  timezone: ['report', 'sessions'],
  agent: ['report', 'sessions'],
} as const;

export const HELP = `Usage: moonlock <command> [options]

Commands
  report    tokens and cost by agent, model, day, session and project
  sessions  the latest sessions: prompts, requests, models, tokens, cost, context
  status    the limit window that is open now

Options of report
  --by LIST        breakdowns, of ${BREAKDOWNS.join(', ')}; with --json all of them by default, else day

Options of sessions
  --limit N        at most so many; default: ${SESSIONS_SHOWN}

Options of report and sessions
  --since WHEN     first day (2026-01-31) or time (2026-01-31T12:00:00Z) that counts
  --until WHEN     last day that counts, or the time before which requests count
  --timezone ZONE  IANA name of the time zone whose days are meant; default: the machine's
  --agent LIST     only these agents, of ${AGENTS.map((agent) => agent.id).join(', ')}

Options of all
  --prices FILE    prices of your own, JSON in the form of the setting moonlock.prices
  --json           JSON instead of text
  --verbose        every warning, not just the first few
  --help, --version

Costs are list prices in US dollars, each request's by its own day. Sessions are those that had requests in the time
asked for, with the figures of the whole session.
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
  if (command !== 'report' && command !== 'sessions' && command !== 'status')
    throw new UsageError(`There is no command "${command}".`);
  refuseForeignOptions(command, values);
  const json = values.json ?? false;
  const common = { json, verbose: values.verbose ?? false, prices: values.prices };
  if (command === 'status') return { command, ...common };
  const agents = list(values.agent)?.map(knownAgent);
  const range = {
    timeZone: knownTimeZone(values.timezone ?? localTimeZone()),
    ...(agents && { agents }),
    ...(values.since !== undefined && { since: values.since }),
    ...(values.until !== undefined && { until: values.until }),
  };
  if (command === 'sessions') return { command, ...common, query: { ...range, limit: limitOf(values.limit) } };
  const by = list(values.by)?.map(knownBreakdown) ?? (json ? BREAKDOWNS : (['day'] as const));
  return { command, ...common, query: { ...range, by } };
}

function refuseForeignOptions(command: string, values: Readonly<Record<string, unknown>>): void {
  for (const [option, commands] of Object.entries(COMMANDS_OF)) {
    if (values[option] !== undefined && !commands.some((one) => one === command))
      throw new UsageError(`--${option} is an option of ${commands.join(' and ')}.`);
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return SESSIONS_SHOWN;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('--limit takes a whole number of at least 1.');
  return Number(text);
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
      limit: { type: 'string' },
      prices: { type: 'string' },
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
