import type { VNode } from 'preact';
import { Button } from '../ui/Button.tsx';

/** What to do where no agent's logs were found: where Moonlock looks, and how to make it look again. */
export function NoLogsHelp({ onRefresh }: { onRefresh?: () => void }): VNode {
  return (
    <div class="help">
      <p>
        Moonlock looks in <code>~/.claude/projects</code> and, where the variable <code>CLAUDE_CONFIG_DIR</code> is set,
        in the <code>projects</code> folder of each folder that it names.
      </p>
      <p>Run Claude Code once on this machine: its first log line shows up here by itself.</p>
      {onRefresh && <Button kind="secondary" label="Refresh" onPress={onRefresh} />}
    </div>
  );
}
