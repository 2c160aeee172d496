'use client';

import { memo } from 'react';
import type { CellContext } from './column.ts';
import { COLUMNS } from './columns.tsx';
import type { Entry } from './entries.ts';
import { FollowUpMark } from './PatientCell.tsx';
import classes from './Worklist.module.css';

type PatientRowProps = CellContext & {
  readonly entry: Entry;
  /** Among those whom the reader has the time to follow up. */
  readonly followed: boolean;
};

/** One patient, a cell for each column. Drawn anew only when something about this patient was found out. */
export const PatientRow = memo(function PatientRow({ entry, followed, ...context }: PatientRowProps) {
  return (
    <tr className={classes.row} data-followed={followed || undefined} data-patient={entry.patient.id}>
      {COLUMNS.map(({ key, label, cell }, at) =>
        at === 0 ? (
          <th key={key} scope="row" data-column={key}>
            {followed ? <FollowUpMark /> : null}
            {cell(entry, context)}
          </th>
        ) : (
          <td key={key} data-column={key} data-label={label}>
            {cell(entry, context)}
          </td>
        ),
      )}
    </tr>
  );
});
