'use client';

import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import type { Scored } from '#lib/contract/risk-report.ts';
import { cellsOf, cellText, type Side, sidesOf, strongestPair } from './interaction-cells.ts';
import classes from './interactions.module.css';
import { direction, hazardRatioText } from './risk-text.ts';

/** Pixels. */
const CELL_HEIGHT = 38;
const HEAD = 22;
const NAMES = 104;
const WIDEST = 520;
const INSET = 1.5;

const COLUMNS = [
  { label: 'Together' },
  { label: 'Direction' },
  { label: 'Factor on the hazard', numeric: true },
];

/** What every two kinds of data tell together beyond what each tells alone, as a small map and as a table. */
export function InteractionMap({ report }: { readonly report: Scored }) {
  const { interactions } = report;
  if (interactions.length === 0) return null;
  const sides = sidesOf(report);
  const labelOf = (id: string) => sides.find((side) => side.id === id)?.label ?? id;
  const rows = interactions.map(({ between: [one, other], value }) => ({
    key: `${one} ${other}`,
    cells: [`${labelOf(one)} and ${labelOf(other)}`, direction(value), hazardRatioText(value)],
  }));
  return (
    <Panel
      title="What they tell together"
      description="Beyond what each tells alone, as a factor on the hazard; half of it is in the share of either."
    >
      <ChartWithTable
        title="Interactions between kinds of data"
        controls={
          <p className={classes.sentence}>
            {strongestPair(report) ?? 'No two tell more together than alone.'}
          </p>
        }
        chart={
          <PlotFrame
            label={null}
            height={HEAD + sides.length * CELL_HEIGHT}
            widest={WIDEST}
            className={classes.map}
          >
            {(width) => <Cells report={report} sides={sides} width={width} />}
          </PlotFrame>
        }
        columns={COLUMNS}
        rows={rows}
      />
    </Panel>
  );
}

type CellsProps = { readonly report: Scored; readonly sides: readonly Side[]; readonly width: number };

function Cells({ report, sides, width }: CellsProps) {
  const cell = (width - NAMES) / sides.length;
  return (
    <>
      {sides.map(({ id, label }, index) => (
        <g key={id}>
          <text className={classes.name} x={NAMES + (index + 0.5) * cell} y={HEAD - 8} textAnchor="middle">
            {label}
          </text>
          <text
            className={classes.name}
            x={NAMES - 10}
            y={HEAD + (index + 0.5) * CELL_HEIGHT + 4}
            textAnchor="end"
          >
            {label}
          </text>
        </g>
      ))}
      {cellsOf(report, sides).map(({ row, column, value, strength }) => (
        <g
          key={`${row} ${column}`}
          transform={`translate(${NAMES + column * cell + INSET} ${HEAD + row * CELL_HEIGHT + INSET})`}
        >
          <rect
            className={classes.cell}
            data-direction={value === null ? 'none' : direction(value)}
            width={cell - 2 * INSET}
            height={CELL_HEIGHT - 2 * INSET}
            rx={3}
            style={{ fillOpacity: value === null ? 1 : 0.08 + 0.4 * strength }}
          />
          <text className={classes.factor} x={cell / 2 - INSET} y={CELL_HEIGHT / 2 + 3} textAnchor="middle">
            {cellText(value)}
          </text>
        </g>
      ))}
    </>
  );
}
