// Columns of the worklist that tell of one modality. A modality without an entry has none; its panel is on the patient's page.
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Column } from '#components/worklist/column.ts';
import type { Entry } from '#components/worklist/entries.ts';
import { Waiting } from '#components/worklist/Waiting.tsx';
import classes from '#components/worklist/Worklist.module.css';
import type { ModalityId } from '#lib/modalities/index.ts';
import type { StayWindow } from '#lib/worklist/stay-window.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';

const NBSP = '\u00a0';
const days = (count: number) => `${count}${NBSP}d`;

/** Where a patient went who is not simply at home. */
const PLACES = { transferred: 'Other hospital', hospice: 'Hospice' } as const;

const isPlace = (disposition: string | null): disposition is keyof typeof PLACES =>
  disposition !== null && disposition in PLACES;

function windowText(window: StayWindow, disposition: string | null): string {
  switch (window.kind) {
    case 'in-hospital':
      return window.day === null ? 'In hospital' : `In hospital, day${NBSP}${window.day}`;
    case 'discharged':
      return `${isPlace(disposition) ? PLACES[disposition] : 'Home'}, ${days(window.left)} left`;
    case 'closed':
      return window.ago === 0 ? 'Closed today' : `Closed ${days(window.ago)} ago`;
    case 'deceased':
      return 'Deceased';
    case 'unknown':
      return 'No stay to count from';
  }
}

function Window({ entry: { row, window }, pending }: { readonly entry: Entry; readonly pending: boolean }) {
  if (!row || !window) return <Waiting pending={pending} short />;
  return (
    <>
      <span className={classes.short}>{windowText(window, row.disposition)}</span>
      <Since row={row} />
    </>
  );
}

/** The day that is counted from. */
function Since({ row: { discharged, at, admitted } }: { readonly row: WorklistRow }) {
  const [verb, from] = discharged ? ['discharged', at] : ['admitted', discharged === false ? admitted : null];
  if (!from) return null;
  return (
    <span className={classes.detail}>
      <span className={classes.roomy}>{verb} </span>
      <Timestamp moment={from} short />
    </span>
  );
}

/** Those with the fewest days left first; in hospital all are left. */
function daysLeft({ window }: Entry): number | null {
  if (window?.kind === 'discharged') return window.left;
  if (window?.kind === 'in-hospital') return 31;
  return window?.kind === 'closed' ? 32 + window.ago : null;
}

const COLUMNS: { readonly [Id in ModalityId]?: readonly Column[] } = {
  ehr: [
    {
      key: 'stay',
      label: 'Window',
      meaning: 'Where the patient is, and how many of the 30 days since discharge are left today.',
      sortedBy: daysLeft,
      cell: (entry, { pending }) => <Window entry={entry} pending={pending} />,
    },
  ],
};

/** All of them, from the start of the line. */
export const modalityColumns: readonly Column[] = Object.values(COLUMNS).flat();
