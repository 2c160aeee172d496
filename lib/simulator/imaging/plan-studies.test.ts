import { describe, expect, it } from 'vitest';
import { simulateMember } from '../cohort.ts';
import { measureRatio } from './chest-radiograph/fixtures/measure-ratio.ts';
import { projectChest } from './chest-radiograph/project-chest.ts';
import { scannerOf } from './chest-radiograph/render-chest-radiograph.ts';
import { filmHeart } from './echocardiogram/film-heart.ts';
import { countVolume } from './echocardiogram/fixtures/count-volume.ts';
import type { PlannedStudy } from './study.ts';

const contents = { modalities: new Set(['imaging'] as const), shortcut: 0 };
const SEED = 2_718_281;
const studies = (cohort: 'hf' | 'similarity', patients: number): PlannedStudy[] =>
  Array.from({ length: patients }, (_, index) =>
    simulateMember({ cohort, seed: SEED }, index, contents),
  ).flatMap((member) => member.studies);

type Film = Extract<PlannedStudy, { kind: 'chest-radiograph' }>;
type Clip = Extract<PlannedStudy, { kind: 'echocardiogram' }>;
const isFilm = (study: PlannedStudy): study is Film => study.kind === 'chest-radiograph';
const isClip = (study: PlannedStudy): study is Clip => study.kind === 'echocardiogram';
/** Opacities beside the heart hide its border from a threshold, as they do from an eye; in bed the diaphragm is in its way. */
const isClear = ({ options, findings: { oedema, effusion, consolidation } }: Film) =>
  options.projection === 'PA' &&
  oedema < 0.2 &&
  effusion.right < 0.1 &&
  effusion.left < 0.1 &&
  consolidation === null;

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (pick: (pair: readonly [number, number]) => number) =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = (pick: (pair: readonly [number, number]) => number, centre: number) =>
    Math.sqrt(mean((pair) => (pick(pair) - centre) ** 2));
  return mean(([x, y]) => (x - mx) * (y - my)) / (spread(([x]) => x, mx) * spread(([, y]) => y, my));
}

describe('the pictures of a cohort', () => {
  it('give back the heart’s share of the chest where the lungs are clear', () => {
    const films = studies('similarity', 45).filter(isFilm).filter(isClear).slice(0, 14);
    const pairs = films.map(({ person, moment, findings, options }): [number, number] => {
      const key = { seed: person.seed, index: person.index, film: moment.study };
      const scanner = scannerOf(person, moment, options);
      const { grey, truth } = projectChest(key, person, findings, options.projection, scanner);
      return [truth.projectedRatio, measureRatio(grey)];
    });
    expect(pairs.length).toBeGreaterThan(9);
    expect(correlation(pairs)).toBeGreaterThan(0.95);
  });

  it('give back the ejection fraction to someone who counts pixels', () => {
    const clips = studies('hf', 7).filter(isClip);
    const pairs = clips.map(({ person, moment, findings, options }): [number, number] => {
      const key = { seed: person.seed, index: person.index, study: moment.study };
      const { frames, truth } = filmHeart(key, findings, options, (picture) => picture.slice());
      const volume = (frame: number, contour: typeof truth.endDiastolicContour) =>
        countVolume(frames[frame] ?? new Uint8Array(), contour);
      const full = volume(truth.endDiastolicFrame, truth.endDiastolicContour);
      const left = volume(truth.endSystolicFrame, truth.endSystolicContour);
      return [findings.ejectionFraction, (100 * (full - left)) / full];
    });
    expect(pairs.length).toBeGreaterThan(4);
    expect(correlation(pairs)).toBeGreaterThan(0.97);
  });
});
