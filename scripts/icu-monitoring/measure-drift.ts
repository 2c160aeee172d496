import { drawsOf } from '#lib/similarity/draw.ts';
import { drawWindows, HEALTHY, judgeWindows, PLANTS, type Plant, WATCHED } from './drift-windows.ts';
import { ARCHIVE, HOURS, readStays, type Stay } from './real-stays.ts';
import { shareWhere } from './shares.ts';

const SEED = 67;
const SIZES = [300, 100] as const;
const LEVEL = 0.01;
/** Every how many of the stays; 20,336 there are. */
const STEP = 5;
/** Enough for a level of 1 %; reports of the app take more. */
const PERMUTATIONS = 199;

function judge(stays: readonly Stay[], plant: Plant, runs: number, level: number, draw: () => number) {
  return Array.from({ length: runs }, () =>
    judgeWindows(drawWindows(stays, SIZES, plant, draw), level, PERMUTATIONS, draw),
  );
}

/** How often healthy windows alarm, and planted drift does. */
export async function measureDrift(runs: number) {
  const stays = await readStays(STEP);
  const draw = drawsOf(SEED);
  const healthy = judge(stays, HEALTHY, runs, LEVEL, draw);
  const loose = judge(stays, HEALTHY, Math.ceil(runs / 3), 0.1, draw);
  return {
    what: `windows of ${SIZES[0]} and ${SIZES[1]} patients drawn by chance from ${stays.length} real stays of hospital A (PhysioNet/CinC Challenge 2019), first ${HOURS} h; delays simulated`,
    source: ARCHIVE.split('/').at(-1),
    seed: SEED,
    features: WATCHED.length,
    permutations: PERMUTATIONS,
    level: LEVEL,
    healthy: {
      runs,
      psiAbove01OfPressure: shareWhere(healthy, ({ pressure01 }) => pressure01),
      psiAbove01: shareWhere(healthy, ({ psi01 }) => psi01),
      psiAbove025: shareWhere(healthy, ({ psi025 }) => psi025),
      ksByHour: shareWhere(healthy, ({ ksByHour }) => ksByHour),
      ours: shareWhere(healthy, ({ ours }) => ours),
      oursAtTenPercent: shareWhere(loose, ({ ours }) => ours),
    },
    planted: PLANTS.map((plant) => {
      const all = judge(stays, plant, Math.ceil(runs / 10), LEVEL, draw);
      const { seenIn } = plant;
      return {
        drift: plant.name,
        runs: all.length,
        alarms: shareWhere(all, ({ ours }) => ours),
        rightFeature: seenIn === null ? null : shareWhere(all, ({ features }) => features.includes(seenIn)),
        psiAbove025: shareWhere(all, ({ psi025 }) => psi025),
      };
    }),
  };
}
