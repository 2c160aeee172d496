import { drawsOf } from '#lib/similarity/draw.ts';
import {
  alertsADay,
  happens,
  LEVEL,
  METHODS,
  type Method,
  runHours,
  runTrials,
  type Stops,
  type Trial,
} from './arm-trials.ts';
import { medianStop, shareWhere } from './shares.ts';

const SEED = 65;
const PATIENTS = 2000;
const TIMES = [500, 1000, 2000] as const;

const proportions = (before: number, after: number, share = 0.5): Trial => ({
  name: `${before} against ${after}`,
  share,
  standing: happens(before),
  tried: happens(after),
  difference: after - before,
});

const alike = (name: string, share: number, outcome: Trial['standing']): Trial => ({
  name,
  share,
  standing: outcome,
  tried: outcome,
  difference: 0,
});

const NULLS: readonly Trial[] = [
  alike('proportion 0.30', 0.5, happens(0.3)),
  alike('proportion 0.05', 0.5, happens(0.05)),
  alike('proportion 0.01', 0.5, happens(0.01)),
  alike('proportion 0.10, one of ten in the tried arm', 0.1, happens(0.1)),
  alike('2 alerts a day, skewed', 0.5, alertsADay(2)),
];

const PLANTED: readonly Trial[] = [
  proportions(0.3, 0.15),
  proportions(0.3, 0.2),
  proportions(0.1, 0.05),
  proportions(0.05, 0.02),
];

const methods = Object.keys(METHODS) as Method[];
const stopped = (runs: readonly Stops[], method: Method, by: number) =>
  shareWhere(runs, (stops) => (stops[method] ?? Number.POSITIVE_INFINITY) <= by);

/** How often each method finds a difference where there is none, and how soon where there is one. */
export function measureArms(runs: number) {
  const draw = drawsOf(SEED);
  const hours = runHours(300, 24, Math.ceil(runs / 4), draw);
  return {
    what: `simulated trials of ${PATIENTS} patients, a look after each; level ${LEVEL}`,
    runs,
    seed: SEED,
    patients: PATIENTS,
    noDifference: NULLS.map((trial) => {
      const all = runTrials(trial, PATIENTS, runs, draw);
      return {
        trial: trial.name,
        found: Object.fromEntries(methods.map((method) => [method, stopped(all, method, PATIENTS)])),
      };
    }),
    hoursAsPatients: {
      what: '300 patients of 24 h each, no difference between the arms; hedged capital',
      runs: hours.length,
      asHours: shareWhere(hours, ({ asHours }) => asHours !== null),
      asPatients: shareWhere(hours, ({ asPatients }) => asPatients !== null),
    },
    planted: PLANTED.map((trial) => {
      const all = runTrials(trial, PATIENTS, Math.ceil(runs / 4), draw);
      return {
        trial: trial.name,
        runs: all.length,
        found: Object.fromEntries(
          (['fixed', 'mixture', 'betting'] as const).map((method) => [
            method,
            {
              by: Object.fromEntries(TIMES.map((time) => [time, stopped(all, method, time)])),
              medianPatients: medianStop(all.map((stops) => stops[method])),
            },
          ]),
        ),
      };
    }),
  };
}
