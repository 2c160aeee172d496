'use client';

import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import type { Night } from '#lib/modalities/wearables/nights.ts';
import { isMeasured, type Measured } from '#lib/signal/measured.ts';
import { showsEpisodes } from '#lib/signal/oximetry/desaturations.ts';
import { DailyBars } from './DailyBars.tsx';
import { NightlyVariability } from './NightlyVariability.tsx';
import { WeekSection } from './WeekSection.tsx';
import classes from './wearables.module.css';
import {
  dayName,
  measuredText,
  nightName,
  nightsTogether,
  reasonsText,
  reasonText,
  restTogether,
  stepsTogether,
} from './week-text.ts';

const valueIn = (measured: Measured): number | null => (isMeasured(measured) ? measured.value : null);

/** Steps, rest, nights and variability, day by day, each with its table. */
export function DailySummaries({ week, age }: { readonly week: DrawnWeek; readonly age: number | null }) {
  return (
    <div className={classes.pair}>
      <StepsByDay week={week} />
      <RestByDay week={week} />
      <NightByNight week={week} />
      <NightlyVariability week={week} age={age} />
    </div>
  );
}

function StepsByDay({ week }: { readonly week: DrawnWeek }) {
  const days = week.days.map((day) => ({ ...day, label: dayName(day.from, week) }));
  return (
    <WeekSection part="steps" label="Steps a day">
      <ChartWithTable
        title="Steps a day"
        columns={[{ label: 'Day' }, { label: 'Steps', numeric: true }, { label: 'Worn, h', numeric: true }]}
        rows={days.map(({ label, steps, wornMinutes }) => ({
          key: label,
          cells: [label, steps?.toFixed(0) ?? 'not recorded', (wornMinutes / 60).toFixed(1)],
        }))}
        chart={
          <DailyBars
            colour="var(--chart-3)"
            values={days.map(({ label, steps }) => ({ label, value: steps }))}
          />
        }
      />
      <p className={classes.note}>
        {stepsTogether(week)} The mean is of 24 hours counted back from the end, where ten of them were worn.
        The first and the last day are parts of one.
      </p>
    </WeekSection>
  );
}

function RestByDay({ week }: { readonly week: DrawnWeek }) {
  const days = week.days.map((day) => ({ label: dayName(day.from, week), rest: day.restingHeartRate }));
  return (
    <WeekSection part="rest" label="Resting heart rate, /min">
      <ChartWithTable
        title="Resting heart rate, per minute"
        columns={[{ label: 'Day' }, { label: 'At rest, /min', numeric: true }, { label: 'Remark' }]}
        rows={days.map(({ label, rest }) => ({
          key: label,
          cells: [label, measuredText(rest), reasonText(rest)],
        }))}
        chart={
          <DailyBars
            colour="var(--chart-1)"
            values={days.map(({ label, rest }) => ({ label, value: valueIn(rest) }))}
          />
        }
      />
      <p className={classes.note}>
        {restTogether(week)} 10th percentile of the minutes that follow five minutes without a step.
      </p>
    </WeekSection>
  );
}

/** Readings that are far apart show less than a sleep laboratory sees. */
function episodesText(nights: readonly Night[]): string {
  const seconds = Math.max(0, ...nights.map(({ readingSeconds }) => readingSeconds ?? 0));
  if (!showsEpisodes(seconds)) return '';
  const rate = seconds === 60 ? 'a minute' : `in ${seconds.toFixed(0)} s`;
  return `Episodes of one reading ${rate}: fewer than a sleep laboratory counts.`;
}

const NIGHT_COLUMNS = [
  { label: 'Night' },
  { label: 'Falls of 3 points, /h', numeric: true },
  { label: 'Below 90 %, % of it', numeric: true },
  { label: 'Lowest, %', numeric: true },
  { label: 'Asleep, h', numeric: true },
  { label: 'Sleep from' },
];

function nightCells({ saturation, from, to, basis }: Night) {
  const { odi3PerHour, t90Percent, lowestPercent } = saturation;
  return [
    measuredText(odi3PerHour, '', 1),
    measuredText(t90Percent, '', 1),
    measuredText(lowestPercent),
    ((to - from) / HOUR_MS).toFixed(1),
    basis,
  ];
}

const nightRemark = ({ saturation: { odi3PerHour, t90Percent, lowestPercent } }: Night): string =>
  reasonsText([odi3PerHour, t90Percent, lowestPercent]);

/** A column of remarks where there are any: the others need the room. */
function nightTable(nights: readonly { readonly night: Night; readonly label: string }[]) {
  const remarks = nights.map(({ night }) => nightRemark(night));
  const some = remarks.some(Boolean);
  return {
    columns: some ? [...NIGHT_COLUMNS, { label: 'Remark' }] : NIGHT_COLUMNS,
    rows: nights.map(({ label, night }, n) => ({
      key: label,
      cells: [label, ...nightCells(night), ...(some ? [remarks[n]] : [])],
    })),
  };
}

function NightByNight({ week }: { readonly week: DrawnWeek }) {
  const nights = week.nights.map((night) => ({ night, label: nightName(night.from, week) }));
  return (
    <WeekSection part="desaturations" label="Desaturations an hour asleep">
      <ChartWithTable
        title="Saturation night by night"
        {...nightTable(nights)}
        chart={
          <DailyBars
            colour="var(--chart-2)"
            values={nights.map(({ label, night }) => ({
              label,
              value: valueIn(night.saturation.odi3PerHour),
            }))}
          />
        }
      />
      <p className={classes.note}>
        {nightsTogether(week)} {episodesText(week.nights)}
      </p>
    </WeekSection>
  );
}
