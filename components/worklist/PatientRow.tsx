'use client';

import type { CellContext } from './column.ts';
import { COLUMNS } from './columns.tsx';
import type { Entry } from './entries.ts';
import classes from './Worklist.module.css';

type PatientRowProps = CellContext & { readonly entry: Entry };

/** One patient, a cell for each column. */
export function PatientRow({ entry, ...context }: PatientRowProps) {
  return (
    <tr className={classes.row}>
      {COLUMNS.map(({ key, label, numeric, className, hint, cell }, at) =>
        at === 0 ? (
          <th key={key} scope="row" className={className}>
            {cell(entry, context)}
          </th>
        ) : (
          <td
            key={key}
            data-label={label}
            data-numeric={numeric || undefined}
            className={className}
            title={hint?.(entry)}
          >
            {cell(entry, context)}
          </td>
        ),
      )}
    </tr>
  );
}
