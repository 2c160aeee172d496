'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Scored } from '#lib/contract/risk-report.ts';
import classes from './risk-card.module.css';
import { percentText, rangeText } from './risk-text.ts';

type Day = Scored['survival'][number];
type SurvivalChartProps = Pick<Scored, 'survival' | 'horizonDays'>;

const axisText = { fill: 'var(--chart-axis)', fontSize: 11 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The survival curve with the band of the bootstrap members; steppable with the arrow keys. */
export default function SurvivalChart({ survival, horizonDays }: SurvivalChartProps) {
  const rows = survival.map((day) => ({ ...day, band: [day.low, day.high] }));
  const weeks = Array.from({ length: Math.floor(horizonDays / 7) + 1 }, (_, week) => week * 7);
  const days =
    horizonDays - (weeks.at(-1) ?? 0) >= 4 ? [...weeks, horizonDays] : [...weeks.slice(0, -1), horizonDays];
  return (
    <ResponsiveContainer width="100%" height={188}>
      <ComposedChart
        data={rows}
        margin={{ top: 6, right: 14, bottom: 14, left: 0 }}
        accessibilityLayer
        title="Survival curve; arrow keys move from day to day"
      >
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
        <XAxis
          dataKey="day"
          type="number"
          domain={[0, horizonDays]}
          ticks={days}
          tick={axisText}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          label={{ value: 'days', position: 'insideBottomRight', offset: -10, ...axisText }}
          height={24}
        />
        <YAxis
          domain={[0, 1]}
          ticks={TICKS}
          tickFormatter={(value: number) => `${value * 100} %`}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          width={46}
        />
        <Tooltip
          content={({ active, payload }) => <DayReadout active={active} day={payload[0]?.payload} />}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
        />
        <Area
          dataKey="band"
          stroke="none"
          fill="var(--chart-1)"
          fillOpacity={0.18}
          isAnimationActive={false}
          activeDot={false}
          type="linear"
        />
        <Line
          dataKey="probability"
          stroke="var(--chart-1)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
          type="linear"
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function DayReadout({ active, day }: { active: boolean | undefined; day: Day | undefined }) {
  if (!active || !day) return null;
  return (
    <p className={classes.tooltip}>
      <strong>Day {day.day}</strong>
      <br />
      {percentText(day.probability)} not readmitted
      <br />
      90&nbsp;% interval {rangeText(day.low, day.high)}
    </p>
  );
}
