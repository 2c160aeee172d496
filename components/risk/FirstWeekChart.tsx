'use client';

import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, type PlotBox, scaleBetween } from '#components/ui/plot-scale.ts';
import type { RiskDay } from '#lib/contract/risk-report.ts';
import curve from './curve.module.css';
import classes from './first-week.module.css';
import { isAbove, riskMarks, weekTop } from './first-week.ts';
import { type Bands, limitText, percentText } from './risk-text.ts';

type FirstWeekChartProps = { readonly week: readonly RiskDay[]; readonly bands: Bands };

/** Pixels. */
const HEIGHT = 176;
const MARGIN = { left: 42, right: 22, top: 16, bottom: 36 };
const BESIDE = { above: -9, below: 18 };
const DAYS = 7;

const boxOf = (width: number): PlotBox => ({
  left: MARGIN.left,
  right: width - MARGIN.right,
  top: MARGIN.top,
  bottom: HEIGHT - MARGIN.bottom,
});

/** The risk from the discharge on, a dot a landmark day with its value beside it, and the band of the members. */
export const FirstWeekChart = ({ week, bands }: FirstWeekChartProps) => (
  <PlotFrame label={null} height={HEIGHT} className={curve.chart}>
    {(width) => <Course {...{ week, bands, width }} />}
  </PlotFrame>
);

function Course({ week, bands, width }: FirstWeekChartProps & { readonly width: number }) {
  const box = boxOf(width);
  const top = weekTop(week);
  const x = scaleBetween(0, DAYS, box.left + 10, box.right);
  const y = scaleBetween(0, top, box.bottom, box.top);
  const course = (of: (day: RiskDay) => number) => week.map((day) => [x(day.day), y(of(day))] as const);
  const band = [
    ...course(({ interval }) => interval.high),
    ...course(({ interval }) => interval.low).toReversed(),
  ];
  const days = Array.from({ length: DAYS + 1 }, (_, day) => day);
  return (
    <>
      <ValueAxis
        box={box}
        marks={riskMarks(top).map((risk) => ({ at: y(risk), label: `${Math.round(risk * 100)} %` }))}
      />
      <FootAxis
        box={box}
        marks={days.map((day) => ({ at: x(day), label: day === 0 ? 'discharge' : String(day) }))}
        width={width}
      />
      <text className={curve.axisName} x={box.right} y={HEIGHT - 5} textAnchor="end">
        days after discharge
      </text>
      {bands.high <= top ? (
        <Limit box={box} at={y(bands.high)} text={`high from ${limitText(bands.high)}`} />
      ) : null}
      <path className={curve.members} d={`${linePath(band)}Z`} />
      <path className={curve.course} d={linePath(course(({ risk }) => risk))} />
      {week.map(({ day, risk }, index) => (
        <g key={day}>
          <circle className={`${curve.dot} ${classes.dot}`} cx={x(day)} cy={y(risk)} r={4} />
          <text
            className={classes.value}
            x={x(day)}
            y={y(risk) + (isAbove(week, index) ? BESIDE.above : BESIDE.below)}
            textAnchor="middle"
          >
            {percentText(risk, bands)}
          </text>
        </g>
      ))}
    </>
  );
}

type LimitProps = { readonly box: PlotBox; readonly at: number; readonly text: string };

/** From where on a risk is called high. */
const Limit = ({ box, at, text }: LimitProps) => (
  <>
    <line className={classes.limit} x1={box.left} x2={box.right} y1={at} y2={at} />
    <text className={classes.limitName} x={box.right} y={at - 4} textAnchor="end">
      {text}
    </text>
  </>
);
