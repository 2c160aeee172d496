'use client';

import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import visually from '#components/ui/visually.module.css';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Reasons } from '#lib/fusion/reasons.ts';
import { AllReasons } from './AllReasons.tsx';
import table from './bar-table.module.css';
import { FindingName } from './FindingName.tsx';
import { Points } from './Points.tsx';
import classes from './reasons.module.css';
import { type Bands, percentText } from './risk-text.ts';
import { WhatIfTag } from './WhatIfTag.tsx';
import { type WaterfallRow, waterfallAxis, waterfallRows, waterfallSpan } from './waterfall.ts';

const SHOWN = 5;

type ReasonsPanelProps = {
  readonly report: Scored;
  readonly reasons: Reasons;
  readonly bands: Bands;
  /** The report answers a question. */
  readonly isWhatIf: boolean;
};

/** The strongest reasons in words, drawn as the way from the baseline to the risk; all of them, by source, when asked for. */
export function ReasonsPanel({ report, reasons, bands, isWhatIf }: ReasonsPanelProps) {
  const [all, setAll] = useState(false);
  const rows = waterfallRows(reasons, SHOWN);
  const axis = waterfallAxis(rows);
  return (
    <Panel title={<>Why{isWhatIf ? <WhatIfTag /> : null}</>}>
      <table className={`${table.table} ${classes.reasons}`}>
        <caption className={classes.caption}>
          The model learned what goes along with readmission: associations, not effects. Changing a value need
          not change the risk.
        </caption>
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col">
              <span className={visually.hidden}>Bar</span>
            </th>
            <th scope="col" data-number>
              Points
            </th>
            <th scope="col" data-number>
              Risk
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-kind={row.kind}>
              <th scope="row">
                <RowName row={row} report={report} />
              </th>
              <td aria-hidden className={classes.barCell}>
                <Bar row={row} axis={axis} />
              </td>
              <td data-number>{isTotal(row) ? null : <Points points={row.points} />}</td>
              <td data-number>{percentText(Math.max(0, row.to), row.kind === 'risk' ? bands : undefined)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {all ? <AllReasons report={report} reasons={reasons} /> : null}
      <Button variant="subtle" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
        {all
          ? 'Show the strongest only'
          : `Show all ${reasons.findings.length + reasons.treatments.length} reasons`}
      </Button>
    </Panel>
  );
}

const isTotal = ({ kind }: WaterfallRow): boolean => kind === 'baseline' || kind === 'risk';

type RowNameProps = { readonly row: WaterfallRow; readonly report: Scored };

function RowName({ row: { kind, reasons }, report }: RowNameProps): ReactNode {
  const [first] = reasons;
  switch (kind) {
    case 'baseline':
      return 'Before anything is known';
    case 'risk':
      return 'This patient';
    case 'others':
      return `${reasons.length} other findings`;
    case 'treatments':
      return (
        <>
          What sicker patients are given
          <span className={classes.given}>{givenText(reasons)}</span>
        </>
      );
    case 'finding':
      return first ? <FindingName reason={first} report={report} /> : null;
  }
}

const NAMED = 2;

function givenText(treatments: WaterfallRow['reasons']): string {
  const named = treatments.slice(0, NAMED).map(({ words }) => words);
  const more = treatments.length - named.length;
  // A name has commas of its own: "ACE inhibitor, ARB or ARNI".
  return `${named.join('; ')}${more > 0 ? `; ${more} more` : ''}`;
}

type BarProps = { readonly row: WaterfallRow; readonly axis: ReturnType<typeof waterfallAxis> };

function Bar({ row, axis }: BarProps) {
  const { left, width } = waterfallSpan(row, axis);
  const end = waterfallSpan({ from: axis.low, to: row.to }, axis).width;
  return (
    <span className={classes.course}>
      <span
        className={classes.bar}
        data-direction={isTotal(row) ? 'total' : row.points < 0 ? 'lowers' : 'raises'}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
      {row.kind === 'risk' ? null : <span className={classes.step} style={{ left: `${end}%` }} />}
    </span>
  );
}
