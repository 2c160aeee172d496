'use client';

import { Bar, BarChart, CartesianGrid, ReferenceArea, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { valueAxis } from '#components/labs/axis-ticks.ts';

export type DailyValue = { readonly label: string; readonly value: number | null };

type DailyBarsProps = {
  readonly values: readonly DailyValue[];
  readonly colour: string;
  /** Drawn behind the bars: where healthy people lie. */
  readonly range?: { readonly low: number; readonly high: number } | undefined;
};

const axisText = { fill: 'var(--chart-axis)', fontSize: 11 };
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

/** One bar a day; a day without a value has none. */
export default function DailyBars({ values, colour, range }: DailyBarsProps) {
  const known = values.flatMap(({ value }) => value ?? []);
  const { domain, ticks } = valueAxis(0, Math.max(1, range?.high ?? 0, ...known));
  return (
    <ResponsiveContainer width="100%" height={150}>
      <BarChart data={[...values]} margin={MARGIN} accessibilityLayer={false}>
        {range ? (
          <ReferenceArea
            y1={Math.max(0, range.low)}
            y2={range.high}
            fill="var(--chart-range)"
            fillOpacity={1}
          />
        ) : null}
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="label"
          tick={axisText}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          height={22}
        />
        <YAxis
          domain={domain}
          ticks={ticks}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          width={46}
          interval={0}
        />
        <Bar dataKey="value" fill={colour} isAnimationActive={false} maxBarSize={28} />
      </BarChart>
    </ResponsiveContainer>
  );
}
