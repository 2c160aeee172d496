'use client';

import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { type ComparedValue, compareView } from './compared-values.ts';
import { whoText } from './member-text.ts';
import type { AskedPatient } from './OwnScore.tsx';
import { PicturePair } from './PicturePair.tsx';
import { valueWord } from './value-words.ts';

type ComparePanelProps = {
  readonly table: CohortTable;
  /** Rows of the two. */
  readonly own: number;
  readonly other: number;
  /** Whose pictures stand beside the neighbour's; `null`: there are none to open. */
  readonly patient: AskedPatient | null;
  readonly onClose: () => void;
};

/** Robust spreads from which on a difference is pointed out. */
const APART = 1;

/** Two patients side by side: chest X-rays that move together, and their values in one table. */
export function ComparePanel({ table, own, other, patient, onClose }: ComparePanelProps) {
  const [units] = useUnitSystem();
  const [mine, theirs] = [table.members[own], table.members[other]];
  const rows = useMemo(
    () =>
      table.space.views.flatMap((view) =>
        compareView(view, mine?.views[view.id], theirs?.views[view.id]).flatMap(
          (value) => rowOf(value, view.label, units) ?? [],
        ),
      ),
    [table, mine, theirs, units],
  );
  if (!mine || !theirs) return null;
  const name = whoText(theirs);
  const title = `This patient and ${name}`;
  return (
    <Panel
      title="Side by side"
      description={`This patient, and a neighbour: ${name}.`}
      actions={
        <Button size="xs" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={onClose}>
          Close
        </Button>
      }
    >
      {patient?.ports.loadSlice ? (
        <PicturePair patient={patient} load={patient.ports.loadSlice} member={theirs.id} />
      ) : null}
      <ScrollTable
        title={title}
        columns={[
          { label: 'Value' },
          { label: 'This patient', numeric: true },
          { label: 'Neighbour', numeric: true },
          { label: 'Source' },
          { label: 'Apart' },
        ]}
        rows={rows}
      />
    </Panel>
  );
}

function rowOf(value: ComparedValue, source: string, units: UnitSystem) {
  const word = valueWord(value.view, value.id);
  if (!word || isSilent(value)) return null;
  const text = (one: number | null) => (one === null ? '–' : word.text(one, units));
  return {
    key: `${value.view} ${value.id}`,
    cells: [word.label, text(value.own), text(value.other), source, apartText(value)],
  };
}

/** Of a panel of genes only those are shown in which somebody has a variant. */
const isSilent = ({ id, own, other }: ComparedValue): boolean =>
  id.startsWith('variant.gene-') && (own ?? 0) === 0 && (other ?? 0) === 0;

function apartText({ own, other, places }: ComparedValue): string {
  if (own === null || other === null) return 'in one alone';
  if (places === null) return '';
  const [a, b] = places;
  if (Math.abs(a - b) < APART) return 'alike';
  return b > a ? 'neighbour higher' : 'neighbour lower';
}
