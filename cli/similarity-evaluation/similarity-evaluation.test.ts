import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY, memberAt, plainView, smallSpace } from '#lib/similarity/fixtures/small-space.ts';
import { diagnosisNames } from '#lib/simulator/similarity/diagnoses.ts';
import { drawSimilarityPatient } from '#lib/simulator/similarity/draw-latents.ts';
import { ancestryReport } from './ancestry.ts';
import { evaluateCohort, type SimilarityReport } from './evaluate-cohort.ts';
import { judgeCohort, type Truth } from './judged-cohort.ts';
import { similarityMarkdown } from './report-markdown.ts';
import { shortcutReport } from './shortcut.ts';
import { takeAway } from './take-away.ts';
import { nearerInPair, pairShare } from './told-pairs.ts';

const PATIENTS = 150;
const drawn = Array.from({ length: PATIENTS }, (_, k) => ({
  id: `p${String(k).padStart(3, '0')}`,
  ancestry: ['EUR', 'AFR'][k % 2] ?? '',
  ...drawSimilarityPatient(5, k),
}));
const loaded = {
  key: KEY,
  networks: {},
  space: smallSpace({
    views: [
      plainView('chart', ['crp', 'procalcitonin', 'leukocytes', 'nt-probnp', 'd-dimer']),
      plainView('radiograph', ['ratio', 'oedema', 'effusion', 'consolidation', 'hyperinflation']),
      plainView('genome', ['polygenic', 'carrier']),
    ],
  }),
};
const members = drawn.map(({ id, latents }) =>
  memberAt(id, {
    chart: [latents.crp, latents.procalcitonin, latents.leukocytes, latents['nt-probnp'], latents['d-dimer']],
    radiograph: [
      10 * latents.heartRatio,
      latents.oedema,
      latents.effusion,
      latents.consolidation,
      latents.hyperinflation,
    ],
    genome: [latents.polygenic, Number(latents.carrier)],
  }),
);

let folder = '';
let report: SimilarityReport;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'judged-'));
  const lines = drawn.map(({ id, diagnosis, latents, ancestry }) =>
    JSON.stringify({
      patient: id,
      diagnosis,
      latents,
      genomics: { ancestry: { [ancestry]: 0.9, EAS: 0.1 } },
    }),
  );
  await writeFile(join(folder, 'truth.ndjson'), lines.join('\n'));
  report = await evaluateCohort({ loaded, folder, seed: 5, members, resamples: 20, say: () => {} });
});
afterAll(() => rm(folder, { recursive: true }));

const precision = (level: number, arm: string) =>
  report.levels[level]?.arms.find(({ id }) => id === arm)?.measures.precision10.estimate ?? Number.NaN;

describe('a cohort with known truth', () => {
  it('is searched no better than by whoever knows the probabilities, and worse by one view', () => {
    for (const level of report.levels.keys()) {
      expect(precision(level, 'ceiling')).toBeGreaterThan(precision(level, 'learned'));
      expect(precision(level, 'learned')).toBeGreaterThan(precision(level, 'view:genome'));
    }
    expect(precision(0, 'ceiling')).toBeGreaterThan(precision(0, 'ceiling:chart'));
    expect(precision(0, 'ceiling:chart')).toBeGreaterThan(precision(0, 'ceiling:genome'));
  });

  it('is searched worse the more is missing', () => {
    expect(precision(0, 'ceiling')).toBeGreaterThan(precision(3, 'ceiling'));
    expect(precision(0, 'learned')).toBeGreaterThan(precision(3, 'learned'));
  });

  it('tells pairs apart by the view that shows them', () => {
    const share = (pair: number, arm: string) =>
      report.pairs[pair]?.shares.find((one) => one.arm === arm)?.share.estimate ?? Number.NaN;
    // The last pair has too few patients here.
    for (const [pair, { by }] of report.pairs.slice(0, 4).entries())
      for (const other of ['chart', 'radiograph', 'genome'])
        if (other !== by)
          expect(share(pair, `ceiling:${by}`)).toBeGreaterThan(share(pair, `ceiling:${other}`) + 0.2);
  });

  it('is told of as a text with every arm and every share that was taken away', () => {
    const text = similarityMarkdown({ ...report, shortcut: null });
    for (const word of ['Early concatenation', 'Ceiling of radiograph alone', '60.0 % of the modalities'])
      expect(text).toContain(word);
    expect(text).not.toContain('NaN');
  });

  it('gains by a look that gives a diagnosis away, and nothing where there is none', async () => {
    const shift = (k: number) => (drawn[k]?.diagnosis === 'bacterial-pneumonia' ? 40 : 0);
    const looking = members.map((member, k) => {
      const { radiograph } = member.views;
      const place = Float32Array.from(radiograph?.place ?? [], (value) => value + shift(k));
      return { ...member, views: { ...member.views, radiograph: { place, values: {} } } };
    });
    const gains = (marked: typeof members, strength: number) =>
      shortcutReport(loaded, { folder, members }, { folder, members: marked, strength }, 20);
    const same = await gains(members, 0);
    expect([same.radiograph, same.fused, same.given].map(({ high }) => high)).toEqual([0, 0, 0]);
    const { radiograph, fused, given, patients } = await gains(looking.slice(0, 120), 0.8);
    expect(patients).toBe(120);
    expect(radiograph.low).toBeGreaterThan(0);
    expect(fused.low).toBeGreaterThan(0);
    expect(given.estimate).toBeGreaterThan(radiograph.estimate);
  });

  it('is refused where nothing is known of a patient', async () => {
    await expect(judgeCohort(folder, [...members, memberAt('stranger', {})])).rejects.toThrow('stranger');
    await expect(judgeCohort(folder, members.slice(0, 3))).rejects.toThrow('at least 50');
  });
});

describe('taking modalities away', () => {
  it('leaves everybody one, and takes what it took before when it takes more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const kept = (share: number) => takeAway(members, share, 3).map(({ views }) => Object.keys(views));
          const first = kept(less);
          for (const [k, views] of kept(more).entries()) {
            expect(views.length).toBeGreaterThanOrEqual(1);
            expect(first[k]).toEqual(expect.arrayContaining(views));
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(takeAway(members, 0, 3)).toEqual(members);
  });

  it('takes about the share that is asked for', () => {
    const views = takeAway(members, 0.4, 3).flatMap((member) => Object.keys(member.views));
    expect(views.length / (3 * PATIENTS)).toBeGreaterThan(0.56);
    expect(views.length / (3 * PATIENTS)).toBeLessThan(0.7);
  });
});

describe('ancestry', () => {
  const truths: Truth[] = drawn.map(({ ancestry, latents }) => ({ diagnosis: 0, latents, ancestry }));
  const scoresBy = (alike: (a: number, b: number) => number) =>
    Float64Array.from({ length: PATIENTS ** 2 }, (_, at) => alike(Math.floor(at / PATIENTS), at % PATIENTS));
  const samples = [new Uint16Array(PATIENTS).fill(1)];

  it('is found where a search goes by it, and by chance where it does not', () => {
    const by = scoresBy((a, b) => Number(a % 2 === b % 2));
    expect(ancestryReport({ scores: by }, truths, samples)?.same.estimate).toBe(1);
    const blind = ancestryReport({ scores: scoresBy(() => 0) }, truths, samples);
    expect(blind?.chance.estimate).toBeCloseTo(74 / 149, 6);
    expect(Math.abs(blind?.lessChance.estimate ?? 1)).toBeLessThan(0.05);
  });

  it('is not told of where nobody’s is known', () => {
    const unknown = truths.map((truth) => ({ ...truth, ancestry: null }));
    expect(ancestryReport({ scores: scoresBy(() => 0) }, unknown, samples)).toBeNull();
  });
});

describe('a pair of diagnoses', () => {
  const labels = Int32Array.from({ length: 6 }, (_, k) =>
    diagnosisNames.indexOf(k < 3 ? 'none' : 'viral-pneumonia'),
  );
  const once = new Uint8Array(6).fill(1);
  const shareOf = (alike: (a: number, b: number) => number) => {
    const scores = Float64Array.from({ length: 36 }, (_, at) => alike(Math.floor(at / 6), at % 6));
    const pair = ['none', 'viral-pneumonia'] as const;
    return pairShare(nearerInPair({ scores }, labels, pair), labels, pair, once);
  };

  it('is told apart always, never, or by chance', () => {
    expect(shareOf((a, b) => Number(labels[a] === labels[b]))).toBe(1);
    expect(shareOf((a, b) => Number(labels[a] !== labels[b]))).toBe(0);
    expect(shareOf(() => 0)).toBe(0.5);
  });
});
