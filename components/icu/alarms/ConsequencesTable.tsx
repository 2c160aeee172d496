import type { ReactNode } from 'react';
import type { IcuThreshold } from '#lib/icu/alerts/icu-schema.ts';
import classes from './alarms.module.css';
import { leadText } from './lead-text.ts';

type Consequences = IcuThreshold['standing'];

type ConsequencesTableProps = {
  readonly standing: Consequences;
  readonly preview: Consequences | null;
};

const UNKNOWN = 'not known';

const number = (value: number | null | undefined, decimals: number): string =>
  value === null || value === undefined ? UNKNOWN : value.toFixed(decimals);

const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? UNKNOWN : `${Math.round(100 * value)}\u00a0%`;

type Row = { readonly name: string; readonly read: (of: Consequences) => ReactNode };

const rows: readonly Row[] = [
  { name: 'Threshold', read: ({ threshold }) => `${(100 * threshold).toFixed(1)}\u00a0%` },
  { name: 'Alerts', read: ({ alerts }) => alerts },
  { name: 'Alerts a bed-day', read: ({ alertsPerBedDay }) => number(alertsPerBedDay, 2) },
  { name: 'Alerts for each true event', read: ({ truth }) => number(truth?.alertsPerEvent, 1) },
  { name: 'Alerts that were right', read: ({ truth }) => percent(truth?.ppv) },
  {
    name: 'Events found',
    read: ({ truth }) => (truth ? `${truth.found} of ${truth.events}` : UNKNOWN),
  },
  {
    name: 'Median time of the alert',
    read: ({ truth }) => leadText(truth?.medianLeadHours) ?? UNKNOWN,
  },
];

/** What a threshold did in the last day, beside what another one would have done with the same scores. */
export function ConsequencesTable({ standing, preview }: ConsequencesTableProps) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Last 24 h, {standing.bedDays.toFixed(1)} bed-days</th>
          <th scope="col">In force</th>
          <th scope="col">Tried</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, read }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{read(standing)}</td>
            <td>{preview ? read(preview) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
