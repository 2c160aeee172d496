import { Button } from '@mantine/core';
import { useState } from 'react';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { Grouping } from './member-groups.ts';
import { outcomeText, whoText } from './member-text.ts';
import classes from './similar.module.css';
import { pointsText } from './similarity-text.ts';

type NetworkTableProps = {
  readonly table: CohortTable;
  readonly count: number;
  readonly grouping: Grouping;
  readonly ranked: readonly Neighbour[];
  readonly onChoose: (place: number) => void;
};

const STEP = 50;

/** The patients of the network as rows, the most similar first; fifty at a time. */
export function NetworkTable({ table, count, grouping, ranked, onChoose }: NetworkTableProps) {
  const [shown, setShown] = useState(STEP);
  const places =
    ranked.length > 0 ? ranked.map(({ member }) => member) : Array.from({ length: count }, (_, k) => k);
  const rows = places.slice(0, shown).flatMap((place, index) => {
    const member = table.members[place];
    if (!member) return [];
    const similarity = ranked[index]?.similarity;
    return [
      {
        key: String(place),
        cells: [
          <button key="who" type="button" className={classes.rowButton} onClick={() => onChoose(place)}>
            {index + 1}. {whoText(member)}
          </button>,
          similarity === undefined ? '–' : pointsText(similarity),
          outcomeText(member),
          grouping.groups[grouping.of[place] ?? 0]?.label ?? '–',
        ],
      },
    ];
  });
  return (
    <>
      <ScrollTable
        title="Patients of the network"
        columns={[
          { label: 'Patient' },
          { label: 'Points', numeric: true },
          { label: 'Outcome' },
          { label: 'Group' },
        ]}
        rows={rows}
      />
      {shown < places.length ? (
        <Button size="xs" variant="default" onClick={() => setShown(shown + STEP)}>
          {`Show ${Math.min(STEP, places.length - shown)} more of ${places.length.toLocaleString('en-GB')} patients`}
        </Button>
      ) : null}
    </>
  );
}
