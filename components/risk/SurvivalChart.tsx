'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { linePath, type PlotBox, scaleBetween } from '#components/ui/plot-scale.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import curve from './curve.module.css';
import classes from './risk-card.module.css';
import { percentText, rangeText } from './risk-text.ts';
import { dayMarks, nearestDay, steppedDay } from './survival-days.ts';

type Day = Scored['survival'][number];
type SurvivalChartProps = Pick<Scored, 'survival' | 'horizonDays'>;

/** Pixels. */
const HEIGHT = 188;
const MARGIN = { left: 46, right: 14, top: 6, bottom: 38 };
const CLEAR = 4;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const boxOf = (width: number): PlotBox => ({
  left: MARGIN.left,
  right: width - MARGIN.right,
  top: MARGIN.top,
  bottom: HEIGHT - MARGIN.bottom,
});

const sentence = ({ day, probability, low, high }: Day): string =>
  `Day ${day}: ${percentText(probability)} not readmitted, 90 % interval ${rangeText(low, high)}`;

/** The survival curve with the band of the bootstrap members; steppable with the arrow keys. */
export function SurvivalChart({ survival, horizonDays }: SurvivalChartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen ?? survival.length - 1;
  const day = survival[at];
  if (!day) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = steppedDay(event.key, at, survival.length);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
  };
  const onPointer = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const box = boxOf(width);
    const time = scaleBetween(box.left, box.right, 0, horizonDays)(clientX - left);
    setChosen(nearestDay(survival, time));
  };
  return (
    <div
      className={classes.survival}
      role="slider"
      tabIndex={0}
      aria-label="Survival curve; arrow keys move from day to day"
      aria-valuemin={survival[0]?.day ?? 0}
      aria-valuemax={survival.at(-1)?.day ?? horizonDays}
      aria-valuenow={day.day}
      aria-valuetext={sentence(day)}
      onKeyDown={onKeyDown}
      onPointerMove={onPointer}
      onPointerLeave={() => setChosen(null)}
      onBlur={() => setChosen(null)}
    >
      <PlotFrame label={null} height={HEIGHT} className={curve.chart}>
        {(width) => (
          <Curve
            survival={survival}
            horizonDays={horizonDays}
            width={width}
            chosen={chosen === null ? null : day}
          />
        )}
      </PlotFrame>
      {chosen === null ? null : <DayReadout day={day} share={day.day / horizonDays} />}
    </div>
  );
}

type CurveProps = SurvivalChartProps & { readonly width: number; readonly chosen: Day | null };

function Curve({ survival, horizonDays, width, chosen }: CurveProps) {
  const box = boxOf(width);
  const x = scaleBetween(0, horizonDays, box.left, box.right);
  const y = scaleBetween(0, 1, box.bottom, box.top);
  const course = (of: (day: Day) => number) => survival.map((day) => [x(day.day), y(of(day))] as const);
  const band = [...course(({ high }) => high), ...course(({ low }) => low).toReversed()];
  return (
    <>
      <ValueAxis box={box} marks={TICKS.map((tick) => ({ at: y(tick), label: `${tick * 100} %` }))} />
      <FootAxis
        box={box}
        marks={dayMarks(horizonDays).map((day) => ({ at: x(day), label: String(day) }))}
        width={width}
      />
      <text className={curve.axisName} x={box.right} y={HEIGHT - 6} textAnchor="end">
        days
      </text>
      <path className={curve.members} d={`${linePath(band)}Z`} />
      <path className={curve.course} d={linePath(course(({ probability }) => probability))} />
      {chosen ? (
        <>
          <line
            className={classes.pointer}
            x1={x(chosen.day)}
            x2={x(chosen.day)}
            y1={box.top}
            y2={box.bottom}
          />
          <circle className={curve.dot} cx={x(chosen.day)} cy={y(chosen.probability)} r={3.5} />
        </>
      ) : null}
    </>
  );
}

/** Between a side of the picture and the readout, when the day lies so far (a share of the axis) from that side. */
const away = (share: number, margin: number): string =>
  `calc(${margin}px + (100% - ${MARGIN.left + MARGIN.right}px) * ${share} + 0.5rem)`;

/** Beside the pointed day, on the side where there is room and off the curve. `share`: of the axis, from its start. */
function DayReadout({ day, share }: { readonly day: Day; readonly share: number }) {
  const beside = share < 0.5 ? { left: away(share, MARGIN.left) } : { right: away(1 - share, MARGIN.right) };
  const offCurve = day.probability > 0.5 ? { bottom: MARGIN.bottom + CLEAR } : { top: MARGIN.top + CLEAR };
  return (
    <p className={classes.tooltip} style={{ ...beside, ...offCurve }} aria-hidden>
      <strong>Day {day.day}</strong>
      <br />
      {percentText(day.probability)} not readmitted
      <br />
      90&nbsp;% interval {rangeText(day.low, day.high)}
    </p>
  );
}
