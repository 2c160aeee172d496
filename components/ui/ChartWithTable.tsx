'use client';

import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './ChartWithTable.module.css';
import { ScrollRegion } from './ScrollRegion.tsx';
import visually from './visually.module.css';

type ChartWithTableProps = {
  /** Names the chart and captions its table. */
  readonly title: string;
  readonly chart: ReactNode;
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly {
    readonly key: string;
    /** Id by which a link leads to the row, which then takes the focus. */
    readonly anchor?: string;
    /** The first cell heads its row. */
    readonly cells: readonly ReactNode[];
  }[];
  /** Further switches beside the chart/table one. */
  readonly controls?: ReactNode;
};

type View = 'chart' | 'table';

/** A chart with the table of its numbers behind a switch: the numbers are never only a picture. */
export function ChartWithTable({ title, chart, columns, rows, controls }: ChartWithTableProps) {
  const [view, setView] = useState<View>('chart');
  return (
    <div className={classes.root}>
      <div className={classes.controls}>
        {controls}
        <SegmentedControl
          size="xs"
          aria-label={`${title}: view`}
          value={view}
          onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      {view === 'chart' ? (
        <figure className={classes.figure} aria-label={title}>
          {chart}
        </figure>
      ) : (
        <ScrollTable title={title} columns={columns} rows={rows} />
      )}
    </div>
  );
}

/** A captioned table that scrolls inside its own box, reachable by keyboard. */
export function ScrollTable({
  title,
  columns,
  rows,
}: Pick<ChartWithTableProps, 'title' | 'columns' | 'rows'>) {
  return (
    <ScrollRegion label={`${title}, table`}>
      <table className={classes.table}>
        <caption className={visually.hidden}>{title}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" data-numeric={numeric || undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, anchor, cells }) => (
            <tr key={key} id={anchor} tabIndex={anchor === undefined ? undefined : -1}>
              {cells.map((cell, at) => {
                const column = columns[at];
                const Cell = at === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column?.label}
                    scope={at === 0 ? 'row' : undefined}
                    data-numeric={column?.numeric || undefined}
                  >
                    {cell}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
