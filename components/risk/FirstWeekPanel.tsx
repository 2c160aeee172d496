'use client';

import { useMemo } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { Scored } from '#lib/contract/risk-report.ts';
import { FirstWeekChart } from './FirstWeekChart.tsx';
import classes from './first-week.module.css';
import { type DayLine, dayLines, dayName, weekSentence } from './first-week.ts';
import { type Bands, percentText, pointsText, rangeText } from './risk-text.ts';

type FirstWeekPanelProps = { readonly report: Scored; readonly bands: Bands };

const COLUMNS = [
  { label: 'Time' },
  { label: '30-day risk', numeric: true },
  { label: '90 % interval', numeric: true },
  { label: 'What moved it' },
];

/** The risk from the discharge on, day by day, with what moved it. Nothing where there was no discharge. */
export function FirstWeekPanel({ report, bands }: FirstWeekPanelProps) {
  const [units] = useUnitSystem();
  const lines = useMemo(() => dayLines(report, { bands, units }), [report, bands, units]);
  const { week } = report;
  if (week.length === 0) return null;
  const sentence = weekSentence(week, bands);
  if (sentence === null)
    return (
      <Panel title="The first week at home">
        <p className={classes.nothing}>
          No whole day at home is recorded yet: the risk is that at discharge.
        </p>
      </Panel>
    );
  const rows = week.map(({ day, risk, interval }) => ({
    key: String(day),
    cells: [
      dayName(day),
      percentText(risk, bands),
      rangeText(interval.low, interval.high),
      lines
        .find((line) => line.day === day)
        ?.moved.map(({ words, points }) => `${words} (${pointsText(points)})`)
        .join('; ') || '–',
    ],
  }));
  return (
    <Panel title="The first week at home">
      <ChartWithTable
        title={`30-day risk by day after discharge: ${sentence}`}
        controls={<p className={classes.whole}>{sentence}.</p>}
        chart={<FirstWeekChart week={week} bands={bands} />}
        columns={COLUMNS}
        rows={rows}
      />
      <ul className={classes.days}>
        {lines.map((line) => (
          <li key={line.day}>
            <Day line={line} report={report} />
          </li>
        ))}
      </ul>
      <p className={classes.note}>
        Each day’s risk is of the 30 days that follow it. Points: change of the risk in percentage points.
      </p>
    </Panel>
  );
}

function Day({ line, report }: { readonly line: DayLine; readonly report: Scored }) {
  if (line.moved.length === 0)
    return (
      <span className={classes.quiet}>
        <b>{line.course}</b>: no finding moved it much.
      </span>
    );
  return (
    <>
      <b>{line.course}</b>:{' '}
      {line.moved.map(({ feature, words, points }, k) => (
        <span key={feature}>
          <MeasureLink report={report} feature={feature}>
            {words}
          </MeasureLink>{' '}
          ({pointsText(points)} points){k < line.moved.length - 1 ? '; ' : '.'}
        </span>
      ))}
    </>
  );
}

type MeasureLinkProps = { readonly report: Scored; readonly feature: string; readonly children: string };

function MeasureLink({ report, feature, children }: MeasureLinkProps) {
  const modality = report.attributions.find(({ features }) =>
    features.some((one) => one.feature === feature),
  );
  const measure = modality?.features.find((one) => one.feature === feature)?.measure ?? null;
  return (
    <ReasonLink modality={modality?.modality ?? null} measure={measure}>
      {children}
    </ReasonLink>
  );
}
