import type { ComponentChildren, VNode } from 'preact';
import { accountSentence, residualLines, scopeSentence } from '../../src/protocol/reconciliation.ts';
import type { Reconciliation, SessionRow } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { NEARLY_FULL, tokensInContext } from '../text/context.ts';
import { kindsOf } from '../text/kinds.ts';
import { Certainty } from './Certainty.tsx';
import { Foreign } from './Foreign.tsx';
import { modelWords } from './sessionWords.ts';

/** All that is known of a session. `now` decides how times are told. */
export function SessionDetails({ row, now }: { row: SessionRow; now: number }): VNode {
  const figures = useFigures();
  const { totals } = row;
  return (
    <div class="details">
      <Facts
        title="Session"
        facts={[
          ['Project', <Foreign text={row.project} fallback="none" />],
          ['Branch', row.branch === null ? 'none' : <Foreign text={row.branch} fallback="none" />],
          ['Models', <Foreign text={modelWords(row)} />],
          ['First request', figures.moment(row.startedAt, now)],
          ['Last request', figures.moment(row.lastRequestAt, now)],
          ['Prompts', figures.count(row.prompts)],
          ['Sub-agents', figures.count(row.subagents)],
        ]}
      />
      <Facts
        title="Tokens"
        facts={[
          ...kindsOf(totals).map((kind) => [kind.label, figures.count(kind.of(totals))] as const),
          ['Total', <b>{figures.count(totals.total)}</b>],
        ]}
      />
      <section>
        <h3>Cost</h3>
        <p>
          <b>{figures.cost(row.cost, totals.requests)}</b> at list prices
        </p>
        {row.reconciliation && <Account reconciliation={row.reconciliation} agent={row.agent} />}
        <ContextLine row={row} />
        <Certainty {...row} />
      </section>
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Account({ reconciliation, agent }: { reconciliation: Reconciliation; agent: string }) {
  const figures = useFigures();
  const scope = scopeSentence(reconciliation, figures.locale);
  return (
    <div class="account support">
      <bdi>{accountSentence(reconciliation, agent, figures.locale)}</bdi>
      <ul>
        {residualLines(reconciliation, figures.locale).map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
      {scope !== undefined && <p>{scope}</p>}
    </div>
  );
}

function ContextLine({ row: { context } }: { row: SessionRow }) {
  const figures = useFigures();
  if (context === null) return null;
  const full = context.window !== null && context.tokens / context.window >= NEARLY_FULL;
  return (
    <p class="support">
      {tokensInContext(context, figures)}
      {full ? ': nearly full, time to compact.' : '.'}
    </p>
  );
}
