import { quantise } from '../arithmetic.ts';
import { scannerOf } from './chest-radiograph/render-chest-radiograph.ts';
import { PORTABLE_MAGNIFICATION } from './chest-radiograph/thorax.ts';
import { endFrames } from './echocardiogram/cardiac-cycle.ts';
import { clipCycle } from './echocardiogram/film-heart.ts';
import { describeStudy, type PlannedStudy } from './study.ts';

/** Every number of a nested record to 6 decimals, as truth files hold them. */
function rounded<T>(value: T): T | object | number {
  if (typeof value === 'number') return quantise(value, 6);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)]));
}

type Clip = Extract<PlannedStudy, { kind: 'echocardiogram' }>;

function clipTruth({ person, moment, findings, options }: Clip): object {
  const { ejectionFraction, endDiastolicVolume } = findings;
  const key = { seed: person.seed, index: person.index, study: moment.study };
  const cycle = clipCycle(key, findings, options);
  const { diastole, systole } = endFrames(cycle);
  const endSystolicVolume = endDiastolicVolume * (1 - ejectionFraction / 100);
  return {
    findings: rounded({ ...findings, endSystolicVolume }),
    dropout: rounded(options.dropout),
    framesPerSecond: cycle.framesPerSecond,
    beatFrames: cycle.beatFrames,
    // From 0, the first of either in the clip.
    endDiastolicFrame: diastole,
    endSystolicFrame: systole,
  };
}

/** What a picture's findings are measured in, by their names in the truth; UCUM, `1` for a share from 0 to 1. */
export const findingUnits = {
  ejectionFraction: '%',
  endDiastolicVolume: 'mL',
  endSystolicVolume: 'mL',
  heartRate: '/min',
  cardiothoracicRatio: '1',
  projectedRatio: '1',
  oedema: '1',
  effusion: '1',
  consolidation: '1',
  hyperinflation: '1',
} as const;

/** What the picture shows and the file does not say: for the truth beside the data, never for a bundle. */
export function studyTruth(study: PlannedStudy): object {
  const { uids, dicomModality } = describeStudy(study);
  const shared = { kind: study.kind, instance: uids.instance, dicomModality };
  if (study.kind === 'echocardiogram') return { ...shared, ...clipTruth(study) };
  const { projection, shortcut } = study.options;
  const magnified = projection === 'AP' ? PORTABLE_MAGNIFICATION : 1;
  return {
    ...shared,
    projection,
    scanner: scannerOf(study.person, study.moment, study.options).model,
    projectedRatio: rounded(study.findings.cardiothoracicRatio * magnified),
    shortcut,
    findings: rounded(study.findings),
  };
}
