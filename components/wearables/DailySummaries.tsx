'use client';

import { shortDayText } from '#components/patient/moment-text.ts';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { RMSSD_SOURCE, rmssdNorm } from '#lib/clinical/hrv-norms.ts';
import { noNormText } from '#lib/signal/hrv/sinus-doubt.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import { median } from '#lib/signal/statistics.ts';
import DailyBars from './DailyBars.tsx';
import type { Strip } from './strip.ts';
import classes from './wearables.module.css';
import type { Night, Week } from './week.ts';
import { measuredText, reasonText } from './week-text.ts';

const HALF_DAY_MS = 43_200_000;
const DAY_MS = 2 * HALF_DAY_MS;

const valueIn = (measured: Measured): number | null => (isMeasured(measured) ? measured.value : null);

/** Steps, rest, nights and variability, day by day, each with its table. */
export function DailySummaries({ week, age }: { readonly week: Week; readonly age: number | null }) {
  return (
    <div className={classes.pair}>
      <StepsByDay week={week} />
      <RestByDay week={week} />
      <NightByNight week={week} />
      <VariabilityByNight week={week} age={age} />
    </div>
  );
}

const dayName = (ms: number, { offset }: Week): string => shortDayText(ms, offset ?? 0);
/** A night is named by the day on whose evening it begins. */
const nightName = ({ from }: Pick<Night, 'from'>, week: Week): string =>
  `${dayName(from - HALF_DAY_MS, week)} –`;

function StepsByDay({ week }: { readonly week: Week }) {
  const days = week.days.map((day) => ({ ...day, label: dayName(day.from, week) }));
  return (
    <section className={classes.part} aria-label="Steps a day">
      <h3 className={classes.heading}>Steps a day</h3>
      <ChartWithTable
        title="Steps a day"
        columns={[{ label: 'Day' }, { label: 'Steps', numeric: true }, { label: 'Worn, h', numeric: true }]}
        rows={days.map(({ label, steps, wornHours }) => ({
          key: label,
          cells: [label, steps?.toFixed(0) ?? 'not recorded', wornHours.toFixed(1)],
        }))}
        chart={
          <DailyBars
            colour="var(--chart-3)"
            values={days.map(({ label, steps }) => ({ label, value: steps }))}
          />
        }
      />
      <p className={classes.note}>
        The first and the last day are parts of one. The table says how long it was worn.
      </p>
    </section>
  );
}

function RestByDay({ week }: { readonly week: Week }) {
  const days = week.days.map((day) => ({ label: dayName(day.from, week), rest: day.restingHeartRate }));
  return (
    <section className={classes.part} aria-label="Resting heart rate, /min">
      <h3 className={classes.heading}>Resting heart rate, /min</h3>
      <ChartWithTable
        title="Resting heart rate, per minute"
        columns={[{ label: 'Day' }, { label: 'At rest, /min', numeric: true }, { label: 'Remark' }]}
        rows={days.map(({ label, rest }) => ({
          key: label,
          cells: [label, measuredText(rest, ''), reasonText(rest)],
        }))}
        chart={
          <DailyBars
            colour="var(--chart-1)"
            values={days.map(({ label, rest }) => ({ label, value: valueIn(rest) }))}
          />
        }
      />
      <p className={classes.note}>10th percentile of the minutes that follow five minutes without a step.</p>
    </section>
  );
}

function NightByNight({ week }: { readonly week: Week }) {
  const nights = week.nights.map((night) => ({ ...night, label: nightName(night, week) }));
  const columns = [
    { label: 'Night' },
    { label: 'Falls of 3 points, /h', numeric: true },
    { label: 'Below 90 %, % of it', numeric: true },
    { label: 'Lowest, %', numeric: true },
    { label: 'Asleep, h', numeric: true },
    { label: 'Sleep from' },
  ];
  return (
    <section className={classes.part} aria-label="Desaturations an hour asleep">
      <h3 className={classes.heading}>Desaturations an hour asleep</h3>
      <ChartWithTable
        title="Saturation night by night"
        columns={columns}
        rows={nights.map(({ label, saturation, from, to, basis }) => ({
          key: label,
          cells: [
            label,
            measuredText(saturation.odi3PerHour, '', 1),
            measuredText(saturation.t90Percent, '', 1),
            measuredText(saturation.lowestPercent, ''),
            ((to - from) / 3_600_000).toFixed(1),
            basis,
          ],
        }))}
        chart={
          <DailyBars
            colour="var(--chart-2)"
            values={nights.map(({ label, saturation }) => ({
              label,
              value: valueIn(saturation.odi3PerHour),
            }))}
          />
        }
      />
      <p className={classes.note}>Episodes of one reading a minute: fewer than a sleep laboratory counts.</p>
    </section>
  );
}

/** Strips from noon to noon, the middle of their RMSSD. */
function variability(week: Week, strips: readonly Strip[]) {
  const noon = (ms: number) => Math.floor((ms + (week.offset ?? 0) * 60_000 - HALF_DAY_MS) / DAY_MS);
  const nights = [...new Set(strips.map(({ start }) => noon(start.ms)))];
  return nights.map((night) => {
    const own = strips.filter(({ start }) => noon(start.ms) === night);
    const values = own.flatMap(({ rmssd }) => valueIn(rmssd) ?? []);
    const doubts = own.flatMap(({ sinusDoubt }) => sinusDoubt ?? []);
    const label = `${dayName(night * DAY_MS + HALF_DAY_MS - (week.offset ?? 0) * 60_000, week)} –`;
    return {
      label,
      strips: own.length,
      readable: values.length,
      value: values.length > 0 ? median(values) : null,
      // Most of a night decides: one strip of 30 seconds may be a row of early beats.
      doubt: doubts.length > own.length / 2 ? (doubts[0] ?? null) : null,
    };
  });
}

function noRangeText(doubted: readonly { readonly doubt: string | null }[]): string {
  const [first] = doubted;
  if (!first?.doubt) return 'Without an age there is no normal range.';
  const nights = doubted.length === 1 ? 'In one night' : `In ${doubted.length} nights`;
  return `${nights}: ${noNormText(first.doubt)}`;
}

function VariabilityByNight({ week, age }: { readonly week: Week; readonly age: number | null }) {
  const nights = variability(week, week.strips);
  const doubted = nights.filter(({ doubt }) => doubt !== null);
  // One band stands behind all nights, so that it must hold for each.
  const norm = age === null || doubted.length > 0 ? null : rmssdNorm(age);
  const range = norm
    ? { low: norm.mean - 2 * norm.deviation, high: norm.mean + 2 * norm.deviation }
    : undefined;
  return (
    <section className={classes.part} aria-label="RMSSD night by night, ms">
      <h3 className={classes.heading}>RMSSD night by night, ms</h3>
      <ChartWithTable
        title="RMSSD night by night, ms"
        columns={[
          { label: 'Noon to noon' },
          { label: 'RMSSD, ms', numeric: true },
          { label: 'Strips', numeric: true },
          { label: 'Readable', numeric: true },
          { label: 'Remark' },
        ]}
        rows={nights.map(({ label, value, strips, readable, doubt }) => ({
          key: label,
          cells: [label, value === null ? '–' : value.toFixed(0), strips, readable, doubt ?? ''],
        }))}
        chart={<DailyBars colour="var(--chart-1)" values={nights} range={range} />}
      />
      <p className={classes.note}>
        Median of the ECG strips from noon to noon.{' '}
        {range
          ? `Green: mean ± 2 standard deviations at ${age} years, ${Math.max(0, range.low).toFixed(0)}–${range.high.toFixed(0)} ms (${RMSSD_SOURCE}). A strip of 30 s scatters more.`
          : noRangeText(doubted)}
      </p>
    </section>
  );
}
