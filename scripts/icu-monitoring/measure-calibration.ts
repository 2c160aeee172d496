import { drawsOf } from '#lib/similarity/draw.ts';
import { type Change, runCalibration } from './calibration-runs.ts';
import { medianStop, shareWhere } from './shares.ts';

const SEED = 66;
const PATIENTS = 3000;
const CHANGES: readonly Change[] = [
  { name: 'odds 1.65 times as high, from the first patient on', from: 0, shift: 0.5, stretch: 1 },
  { name: 'odds 1.65 times as high, from patient 1001 on', from: 1000, shift: 0.5, stretch: 1 },
  { name: 'odds 2.7 times as high, from patient 1001 on', from: 1000, shift: 1, stretch: 1 },
  { name: 'slope 0.5, from the first patient on', from: 0, shift: 0, stretch: 0.5 },
  { name: 'slope 0.2, from patient 1001 on', from: 1000, shift: 0, stretch: 0.2 },
];
const RIGHT: Change = { name: 'right', from: 0, shift: 0, stretch: 1 };

/** How often calibration is doubted that is right, and how soon one that is not. */
export function measureCalibration(runs: number) {
  const draw = drawsOf(SEED);
  const right = runCalibration(RIGHT, PATIENTS, runs, draw);
  return {
    what: `simulated predictions, median 7 %, for ${PATIENTS} patients, a look after each; level 0.05 for both processes together`,
    runs,
    seed: SEED,
    patients: PATIENTS,
    right: {
      peeking: shareWhere(right, ({ peeking }) => peeking !== null),
      inTheLarge: shareWhere(right, ({ inTheLarge }) => inTheLarge !== null),
      slope: shareWhere(right, ({ slope }) => slope !== null),
      either: shareWhere(right, ({ either }) => either !== null),
    },
    changed: CHANGES.map((change) => {
      const all = runCalibration(change, PATIENTS, Math.ceil(runs / 4), draw);
      const after = all.map(({ either }) => (either === null ? null : either - change.from));
      return {
        change: change.name,
        runs: all.length,
        found: shareWhere(after, (stop) => stop !== null && stop > 0),
        early: shareWhere(after, (stop) => stop !== null && stop <= 0),
        medianPatientsAfter: medianStop(after),
      };
    }),
  };
}
