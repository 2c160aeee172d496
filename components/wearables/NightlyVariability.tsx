'use client';

import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { RMSSD_SOURCE, rmssdNorm } from '#lib/clinical/hrv-norms.ts';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import type { StripNight } from '#lib/modalities/wearables/strip-nights.ts';
import { noNormText } from '#lib/signal/hrv/sinus-doubt.ts';
import { isMeasured } from '#lib/signal/measured.ts';
import { DailyBars } from './DailyBars.tsx';
import { WeekSection } from './WeekSection.tsx';
import classes from './wearables.module.css';
import { measuredText, nightName, reasonText, stripsTogether } from './week-text.ts';

const COLUMNS = [
  { label: 'Noon to noon' },
  { label: 'RMSSD, ms', numeric: true },
  { label: 'Strips', numeric: true },
  { label: 'Measured', numeric: true },
  { label: 'Remark' },
];

function noRangeText(doubted: readonly StripNight[]): string {
  const [first] = doubted;
  if (!first?.doubt) return 'Without an age there is no normal range.';
  const nights = doubted.length === 1 ? 'In one night' : `In ${doubted.length} nights`;
  return `${nights}: ${noNormText(first.doubt)}`;
}

const remark = ({ rmssd, doubt }: StripNight): string =>
  isMeasured(rmssd) ? (doubt ?? '') : reasonText(rmssd);

type NightlyVariabilityProps = { readonly week: DrawnWeek; readonly age: number | null };

/** RMSSD of the ECG strips of each night, with where healthy people of that age lie. */
export function NightlyVariability({ week, age }: NightlyVariabilityProps) {
  const nights = week.stripNights.map((night) => ({ ...night, label: nightName(night.from, week) }));
  const doubted = nights.filter(({ doubt }) => doubt !== null);
  // One band stands behind all nights, so that it must hold for each.
  const norm = age === null || doubted.length > 0 ? null : rmssdNorm(age);
  const range = norm
    ? { low: norm.mean - 2 * norm.deviation, high: norm.mean + 2 * norm.deviation }
    : undefined;
  const bars = nights.map(({ label, rmssd }) => ({ label, value: isMeasured(rmssd) ? rmssd.value : null }));
  return (
    <WeekSection part="variability" label="RMSSD night by night, ms">
      <ChartWithTable
        title="RMSSD night by night, ms"
        columns={COLUMNS}
        rows={nights.map((night) => ({
          key: night.label,
          cells: [night.label, measuredText(night.rmssd), night.strips, night.measured, remark(night)],
        }))}
        chart={<DailyBars colour="var(--chart-1)" values={bars} range={range} />}
      />
      <p className={classes.note}>
        {stripsTogether(week)} Median of the ECG strips from noon to noon.{' '}
        {range
          ? `Green: mean ± 2 standard deviations at ${age} years, ${Math.max(0, range.low).toFixed(0)}–${range.high.toFixed(0)} ms (${RMSSD_SOURCE}). A strip of 30 s scatters more.`
          : noRangeText(doubted)}
      </p>
    </WeekSection>
  );
}
