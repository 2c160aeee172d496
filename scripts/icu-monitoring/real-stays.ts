import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelId, channelOf } from '#lib/icu/hourly/channels.ts';
import { isRefusal, readPsv } from '#lib/icu/hourly/read-psv.ts';
import { cutAfter, type HourlyStay } from '#lib/icu/hourly/stay.ts';
import { news2 } from '#lib/icu/rules/news2.ts';
import { readingsAt } from '#lib/icu/rules/rules-at.ts';
import type { WatchedFeature } from '#lib/monitoring/drift-sample.ts';
import { mustRun } from '../run-command.ts';

/** Stays of hospital A of the PhysioNet/CinC Challenge 2019, which the repository does not hold. */
export const ARCHIVE = '../shared/data/icu-sepsis/training_setA.tar.gz';

/** Hours of each stay that are compared. */
export const HOURS = 24;

export const CHANNELS = [
  'heart-rate',
  'spo2',
  'temperature',
  'systolic-pressure',
  'mean-pressure',
  'diastolic-pressure',
  'respiratory-rate',
  'lactate',
  'creatinine',
  'leukocytes',
  'glucose',
  'platelets',
] as const satisfies readonly ChannelId[];

/** A score that is made of several signs: where more patients are ill, it moves though no device does. */
const SCORE: WatchedFeature = { id: 'news2', label: 'NEWS2', unit: '1', modality: 'scores' };

export const FEATURES: readonly WatchedFeature[] = [
  ...CHANNELS.map((id) => {
    const { label, unit, modality } = channelOf(id);
    return { id, label, unit, modality };
  }),
  SCORE,
];

/** Values by feature over the first `HOURS` hours, `NaN` where there is none. */
export type Stay = {
  readonly id: string;
  readonly values: Readonly<Record<string, readonly number[]>>;
  /** Sepsis at any hour of the stay. */
  readonly septic: boolean;
};

function valuesOf(stay: HourlyStay): Stay['values'] {
  const scores = Array.from(
    { length: HOURS },
    (_, hour) => news2(readingsAt(stay, hour)).value ?? Number.NaN,
  );
  return {
    ...Object.fromEntries(CHANNELS.map((id) => [id, [...stay.series[id]]])),
    [SCORE.id]: scores,
  };
}

function readStay(id: string, text: string): readonly Stay[] {
  const read = readPsv(text, id);
  if (isRefusal(read) || read.stay.hours < HOURS) return [];
  return [
    { id, septic: read.labels?.includes(1) ?? false, values: valuesOf(cutAfter(read.stay, HOURS - 1)) },
  ];
}

/** Every `step`-th stay of at least `HOURS` hours. */
export async function readStays(step: number): Promise<Stay[]> {
  const folder = await mkdtemp(join(tmpdir(), 'consilium-stays-'));
  try {
    await mustRun('tar', ['-xzf', ARCHIVE, '-C', folder, '--strip-components=1']);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.psv')).toSorted();
    const chosen = names.filter((_, at) => at % step === 0);
    const stays = await Promise.all(
      chosen.map(async (name) => readStay(name, await readFile(join(folder, name), 'utf8'))),
    );
    return stays.flat();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
