import { drawsOf } from '#lib/similarity/draw.ts';
import { drawWindows, HEALTHY, judgeWindows, PLANTS, type Plant, WATCHED } from './drift-windows.ts';
import { ARCHIVE, HOURS, readStays, type Stay } from './real-stays.ts';
import { shareWhere } from './shares.ts';

const SEED = 67;
const SIZES = [300, 100] as const;
const LEVEL = 0.01;
/** Every how many of the stays; 20,336 there are. */
const STEP = 10;
/** Enough for a level of 1 %; reports of the app take more. */
const PERMUTATIONS = 199;

async function judge(stays: readonly Stay[], plant: Plant, runs: number, draw: () => number) {
  const judged = [];
  for (let run = 0; run < runs; run += 1)
    judged.push(await judgeWindows(drawWindows(stays, SIZES, plant, draw), LEVEL, PERMUTATIONS, draw));
  return judged;
}

type Judged = Awaited<ReturnType<typeof judge>>;

const foundOf = (plant: Plant, all: Judged) => {
  const { seenIn } = plant;
  return {
    drift: plant.name,
    runs: all.length,
    alarms: shareWhere(all, ({ p }) => p <= LEVEL),
    rightFeature: seenIn === null ? null : shareWhere(all, ({ features }) => features.includes(seenIn)),
    psiAbove025: shareWhere(all, ({ psi025 }) => psi025),
  };
};

/** How often healthy windows alarm, and planted drift does. */
export async function measureDrift(runs: number) {
  const stays = await readStays(STEP);
  const draw = drawsOf(SEED);
  const healthy = await judge(stays, HEALTHY, runs, draw);
  const planted = [];
  for (const plant of PLANTS)
    planted.push(foundOf(plant, await judge(stays, plant, Math.ceil(runs / 20), draw)));
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
      ours: shareWhere(healthy, ({ p }) => p <= LEVEL),
      oursAtTenPercent: shareWhere(healthy, ({ p }) => p <= 0.1),
    },
    planted,
  };
}
