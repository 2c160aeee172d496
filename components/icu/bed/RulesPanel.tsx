import { RULES, ruleText } from '#components/icu/icu-text.ts';
import type { BedStatus } from '#components/icu/tile-facts.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';

const COLUMNS = [
  { label: 'Score' },
  { label: 'Now', numeric: true },
  { label: 'Not counted, since missing' },
];

/** Scores that need no model, with what could not be counted. */
export function RulesPanel({ tile, status }: { readonly tile: WallTile; readonly status: BedStatus }) {
  return (
    <Panel title="Rule scores">
      <ScrollTable
        title="Rule scores"
        columns={COLUMNS}
        rows={tile.rules.map((rule) => ({
          key: rule.id,
          cells: [
            RULES[rule.id].name,
            status.kind === 'live' ? ruleText(rule) : '– (no data)',
            rule.missing.length === 0 ? 'nothing' : rule.missing.join(', '),
          ],
        }))}
      />
    </Panel>
  );
}
