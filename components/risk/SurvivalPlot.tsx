'use client';

import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import type { Scored } from '#lib/contract/risk-report.ts';
import classes from './risk-card.module.css';
import { percentText, rangeText } from './risk-text.ts';
import { SurvivalChart } from './SurvivalChart.tsx';

type SurvivalPlotProps = Pick<Scored, 'survival' | 'horizonDays'> & { readonly atName: string };

const COLUMNS = [
  { label: 'Time', numeric: true },
  { label: 'Not readmitted', numeric: true },
  { label: '90 % interval', numeric: true },
];

/** Probability of not being readmitted, day by day, as a curve and as a table. */
export function SurvivalPlot({ survival, horizonDays, atName }: SurvivalPlotProps) {
  const rows = survival.map(({ day, probability, low, high }) => ({
    key: String(day),
    cells: [
      `${day} d`,
      day === 0 ? '100 %' : percentText(probability),
      day === 0 ? '–' : rangeText(low, high),
    ],
  }));
  const last = survival.at(-1);
  const ending = last ? `; on day ${last.day} ${percentText(last.probability)}` : '';
  return (
    <ChartWithTable
      title={`Probability of not being readmitted by day after ${atName}${ending}`}
      controls={<h3 className={classes.chartTitle}>Not readmitted, by day after {atName}</h3>}
      chart={<SurvivalChart survival={survival} horizonDays={horizonDays} />}
      columns={COLUMNS}
      rows={rows}
    />
  );
}
