import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Panel } from '#components/ui/Panel.tsx';
import { saveBlob } from '#components/ui/save-blob.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import { NeighbourList } from './NeighbourList.tsx';
import { neighbourCsv } from './neighbour-csv.ts';
import classes from './similar.module.css';
import type { WhySentences } from './why-sentences.ts';

type NeighbourPanelProps = {
  readonly table: CohortTable;
  readonly ranked: readonly Neighbour[];
  readonly wanted: number;
  /** Row of the neighbour that is open. */
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
  readonly onCompare: () => void;
  /** Whether similarities are sums over the views. */
  readonly summed: boolean;
  readonly why: (neighbour: Neighbour) => WhySentences;
};

const SHOWN = 10;
const SUMMED =
  'Points say how much more alike than two patients taken at random; 100 would be the same patient.';
const FUSED = 'By network fusion; points are parts of the first.';

/** The most similar patients, and whoever was chosen beyond them. */
export function NeighbourPanel({ table, ranked, wanted, chosen, ...rest }: NeighbourPanelProps) {
  const { space, members } = table;
  const listed = ranked.slice(0, SHOWN).map((neighbour, index) => ({ neighbour, rank: index + 1 }));
  const at = ranked.findIndex(({ member }) => member === chosen);
  const further = ranked[at];
  const items = further && at >= SHOWN ? [...listed, { neighbour: further, rank: at + 1 }] : listed;
  const save = () => {
    const csv = neighbourCsv(ranked.slice(0, wanted), members, space.views);
    saveBlob(new Blob([csv], { type: 'text/csv' }), 'similar-patients.csv');
  };
  return (
    <Panel
      title="Most similar"
      description={`${rest.summed ? SUMMED : FUSED} No name is stored with them.`}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={save}
        >
          {`CSV of ${Math.min(wanted, ranked.length)}`}
        </Button>
      }
      flush
    >
      {items.length === 0 ? (
        <p className={classes.nobody}>
          Nobody shares a source of data that counts with this patient. Let another source count, or look at
          what is missing.
        </p>
      ) : (
        <NeighbourList items={items} members={members} views={space.views} chosen={chosen} {...rest} />
      )}
    </Panel>
  );
}
