const LABELS: Readonly<Record<string, string>> = {
  'claude-code': 'Claude Code',
};

/** An agent's name for people; its id where there is none. */
export function agentLabel(id: string): string {
  return Object.hasOwn(LABELS, id) ? LABELS[id]! : id;
}
