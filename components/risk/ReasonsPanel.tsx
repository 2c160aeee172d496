import type { ReactNode } from 'react';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { Reasons } from '#lib/fusion/reasons.ts';
import classes from './reasons.module.css';
import { type Bands, percentText, pointsText } from './risk-text.ts';
import { type WaterfallRow, waterfallAxis, waterfallRows, waterfallSpan } from './waterfall.ts';

const SHOWN = 5;

type ReasonsPanelProps = { readonly reasons: Reasons; readonly bands: Bands };

/** The strongest reasons in words, drawn as the way from the baseline to the risk. The numbers stand in the same table. */
export function ReasonsPanel({ reasons, bands }: ReasonsPanelProps) {
  const rows = waterfallRows(reasons, SHOWN);
  const axis = waterfallAxis(rows);
  return (
    <Panel title="Why">
      <table className={classes.reasons}>
        <caption className={classes.caption}>
          The model learned what goes along with readmission: associations, not effects. Changing a value need
          not change the risk.
        </caption>
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col">
              <span className={classes.hidden}>Bar</span>
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
                <RowName row={row} />
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
    </Panel>
  );
}

const isTotal = ({ kind }: WaterfallRow): boolean => kind === 'baseline' || kind === 'risk';

/** Half of the last digit on screen. */
const NEGLIGIBLE = 0.0005;

function Points({ points }: { readonly points: number }) {
  const mark = points > 0 ? '▲' : '▼';
  return (
    <>
      {Math.abs(points) < NEGLIGIBLE ? null : <span aria-hidden>{mark} </span>}
      {pointsText(points)}
    </>
  );
}

function RowName({ row: { kind, reasons } }: { readonly row: WaterfallRow }): ReactNode {
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
      return first ? (
        <ReasonLink modality={first.modality} measure={first.measure}>
          {upperFirst(first.words)}
        </ReasonLink>
      ) : null;
  }
}

const NAMED = 2;

function givenText(treatments: WaterfallRow['reasons']): string {
  const named = treatments.slice(0, NAMED).map(({ words }) => words);
  const more = treatments.length - named.length;
  // A name has commas of its own: "ACE inhibitor, ARB or ARNI".
  return `${named.join('; ')}${more > 0 ? `; ${more} more` : ''}`;
}

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

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
