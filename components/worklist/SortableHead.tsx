'use client';

import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { Column } from './column.ts';
import { COLUMNS } from './columns.tsx';
import type { Sort } from './entries.ts';
import classes from './Worklist.module.css';

/** The sort that a click on a column asks for. */
export function nextSort(current: Sort, { key, descendingFirst = false }: Column): Sort {
  return current.key === key
    ? { key, descending: !current.descending }
    : { key, descending: descendingFirst };
}

/** Column headings that sort, as the WAI-ARIA sortable table pattern has it. */
export function SortableHead({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    <thead className={classes.head}>
      <tr>
        {COLUMNS.map((column) => (
          <th key={column.key} scope="col" data-column={column.key} aria-sort={ariaSort(sort, column.key)}>
            <button
              type="button"
              className={classes.sort}
              title={column.meaning}
              onClick={() => onSort(nextSort(sort, column))}
            >
              {column.label}
              <SortIcon sort={sort} column={column.key} />
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort(sort: Sort, key: string): 'ascending' | 'descending' | undefined {
  if (sort.key !== key) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}

function SortIcon({ sort, column }: { sort: Sort; column: string }) {
  if (sort.key !== column)
    return <IconArrowsSort size={13} stroke={1.6} aria-hidden className={classes.unsorted} />;
  const Icon = sort.descending ? IconArrowDown : IconArrowUp;
  return <Icon size={13} stroke={2.2} aria-hidden />;
}
