'use client';

import { valueAxis } from '#components/labs/axis-ticks.ts';
import { FootAxis, ValueAxis } from '#components/ui/PlotAxes.tsx';
import { PlotFrame } from '#components/ui/PlotFrame.tsx';
import { type PlotBox, scaleBetween } from '#components/ui/plot-scale.ts';
import classes from './wearables.module.css';

export type DailyValue = { readonly label: string; readonly value: number | null };

type DailyBarsProps = {
  readonly values: readonly DailyValue[];
  readonly colour: string;
  /** Drawn behind the bars: where healthy people lie. */
  readonly range?: { readonly low: number; readonly high: number } | undefined;
};

/** Pixels. */
const HEIGHT = 150;
const WIDEST_BAR = 28;
/** Of a day's room. */
const BAR_SHARE = 0.8;

const boxOf = (width: number): PlotBox => ({ left: 46, right: width - 8, top: 8, bottom: HEIGHT - 22 });

/** One bar a day; a day without a value has none. */
export function DailyBars(props: DailyBarsProps) {
  return (
    <PlotFrame label={null} height={HEIGHT} className={classes.bars}>
      {(width) => <Bars {...props} width={width} />}
    </PlotFrame>
  );
}

function Bars({ values, colour, range, width }: DailyBarsProps & { readonly width: number }) {
  const known = values.flatMap(({ value }) => value ?? []);
  const { domain, ticks } = valueAxis(0, Math.max(1, range?.high ?? 0, ...known));
  const box = boxOf(width);
  const y = scaleBetween(domain[0], domain[1], box.bottom, box.top);
  const room = (box.right - box.left) / Math.max(1, values.length);
  const bar = Math.min(WIDEST_BAR, room * BAR_SHARE);
  const days = values.map(({ label, value }, day) => ({ label, value, at: box.left + (day + 0.5) * room }));
  return (
    <>
      {range ? (
        <rect
          className={classes.healthy}
          x={box.left}
          width={box.right - box.left}
          y={y(range.high)}
          height={y(Math.max(0, range.low)) - y(range.high)}
        />
      ) : null}
      <ValueAxis box={box} marks={ticks.map((tick) => ({ at: y(tick), label: String(tick) }))} />
      {days.map(({ label, value, at }) =>
        value === null ? null : (
          <rect
            key={label}
            fill={colour}
            x={at - bar / 2}
            width={bar}
            y={y(value)}
            height={box.bottom - y(value)}
          />
        ),
      )}
      <FootAxis box={box} marks={days} width={width} />
    </>
  );
}
