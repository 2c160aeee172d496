import { describe, expect, it } from 'vitest';
import { simulateMember } from '../cohort.ts';
import { measureRatio } from './chest-radiograph/fixtures/measure-ratio.ts';
import { projectChest } from './chest-radiograph/project-chest.ts';
import { scannerOf } from './chest-radiograph/render-chest-radiograph.ts';
import { filmHeart } from './echocardiogram/film-heart.ts';
import { countVolume } from './echocardiogram/fixtures/count-volume.ts';
import type { PlannedStudy } from './study.ts';
import { findingUnits, studyTruth } from './study-truth.ts';

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
/** Names of what a line of truth says the picture shows, but for the wall's motion, which has words of its own. */
const numericFindings = (truth: object): string[] =>
  'findings' in truth && typeof truth.findings === 'object' && truth.findings !== null
    ? Object.keys(truth.findings).filter((name) => name !== 'wallMotion')
    : [];
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

  it('begin anywhere in the beat, and the truth says where its ends are shown', () => {
    const clips = studies('hf', 60).filter(isClip);
    const starts = clips.map(({ options }) => options.start ?? Number.NaN);
    for (const [low, high] of [
      [0, 0.25],
      [0.25, 0.5],
      [0.5, 0.75],
      [0.75, 1],
    ] as const)
      expect(starts.filter((start) => start > low && start < high).length).toBeGreaterThan(5);
    const [clip] = clips;
    if (clip === undefined) throw new Error('no clip');
    const key = { seed: clip.person.seed, index: clip.person.index, study: clip.moment.study };
    const { truth, cycle } = filmHeart(key, clip.findings, clip.options, () => null);
    expect(studyTruth(clip)).toMatchObject({
      endDiastolicFrame: truth.endDiastolicFrame,
      endSystolicFrame: truth.endSystolicFrame,
      beatFrames: cycle.beatFrames,
      framesPerSecond: cycle.framesPerSecond,
      findings: { endSystolicVolume: expect.closeTo(truth.endSystolicVolume, 4) },
    });
  });

  it('have a unit for every number that they show', () => {
    const shown = studies('hf', 12)
      .map(studyTruth)
      .flatMap((truth) => numericFindings(truth));
    expect(new Set(shown)).toEqual(
      new Set(Object.keys(findingUnits).filter((name) => name !== 'projectedRatio')),
    );
  });
});
