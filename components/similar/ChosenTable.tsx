import { Button } from '@mantine/core';
import { percentText } from '#components/risk/risk-text.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import maps from './maps.module.css';
import type { Grouping } from './member-groups.ts';
import { GroupMark } from './NetworkLegend.tsx';
import classes from './similar.module.css';

type ChosenTableProps = {
  readonly grouping: Grouping;
  readonly selected: ReadonlySet<number> | null;
  readonly onSelect: (rows: ReadonlySet<number> | null) => void;
};

const COLUMNS = [
  { label: 'Group' },
  { label: 'Patients', numeric: true },
  { label: 'Chosen', numeric: true },
  { label: 'Of the chosen', numeric: true },
  { label: 'Choose' },
];

const shareOf = (chosen: number, all: number): string => {
  if (all === 0) return '–';
  return chosen === 0 ? '0\u00a0%' : chosen === all ? '100\u00a0%' : percentText(chosen / all);
};

/** Whom the maps show as chosen, by group; a group can be chosen here without drawing. */
export function ChosenTable({ grouping: { groups, of }, selected, onSelect }: ChosenTableProps) {
  const rowsOf = (group: number) => [...of.keys()].filter((row) => of[row] === group);
  const all = selected?.size ?? 0;
  const rows = groups.map(({ label, colour, shape, count }, group) => {
    const chosen = rowsOf(group).filter((row) => selected?.has(row)).length;
    return {
      key: label,
      cells: [
        <span key="group" className={maps.groupName}>
          <GroupMark colour={colour} shape={shape} /> {label}
        </span>,
        count.toLocaleString('en-GB'),
        selected === null ? '–' : chosen.toLocaleString('en-GB'),
        shareOf(chosen, all),
        <Button
          key="choose"
          size="compact-xs"
          variant="default"
          aria-label={`Choose ${label}`}
          onClick={() => onSelect(new Set(rowsOf(group)))}
        >
          Choose these
        </Button>,
      ],
    };
  });
  return (
    <>
      <p className={classes.note} role="status">
        {selected === null
          ? 'Nobody is chosen: draw in a map, or choose a group below.'
          : `${all.toLocaleString('en-GB')} patients are chosen, in the maps and in the network.`}
      </p>
      <ScrollTable title="Patients of the groups" columns={COLUMNS} rows={rows} />
    </>
  );
}
