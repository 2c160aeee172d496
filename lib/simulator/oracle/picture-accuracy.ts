import { log } from '../arithmetic.ts';
import type { ChestFindings } from '../imaging/chest-radiograph/findings.ts';
import type { PlannedStudy } from '../imaging/study.ts';
import { openStream } from '../stream.ts';

/** How well a network reads a picture: standard deviations of its errors. */
export type PictureAccuracy = {
  /** Points of ejection fraction. */
  readonly ejectionFraction: number;
  /** Of the end-diastolic volume, relative. */
  readonly endDiastolicVolume: number;
  readonly cardiothoracicRatio: number;
  /** Of oedema, effusion, consolidation and hyperinflation, each from 0 to 1. */
  readonly share: number;
};

/**
 * Errors of small networks on held-out simulated pictures: a mean absolute error of 1.2 points of ejection fraction and
 * .011 of the ratio, times √(π/2); the other two are assumed.
 */
export const NETWORK_ACCURACY: PictureAccuracy = {
  ejectionFraction: 1.5,
  endDiastolicVolume: 0.05,
  cardiothoracicRatio: 0.014,
  share: 0.06,
};

type Film = Extract<PlannedStudy, { kind: 'chest-radiograph' }>;
type Clip = Extract<PlannedStudy, { kind: 'echocardiogram' }>;

/** Ratio, oedema, effusion right and left, consolidation and hyperinflation as read, and whether the film was taken in bed. */
export function filmQuantities({ person, findings, options }: Film, accuracy: PictureAccuracy): number[] {
  const stream = openStream(person.seed, person.index, 'oracle-film');
  return [
    findings.cardiothoracicRatio + stream.normal(0, accuracy.cardiothoracicRatio),
    ...shares(findings).map((share) => share + stream.normal(0, accuracy.share)),
    options.projection === 'AP' ? 1 : 0,
  ];
}

const shares = ({ oedema, effusion, consolidation, hyperinflation }: ChestFindings): readonly number[] => [
  oedema,
  effusion.right,
  effusion.left,
  consolidation?.extent ?? 0,
  hyperinflation,
];

/** Ejection fraction and logarithm of the volume as read, and the heart rate of the loop. */
export function clipQuantities({ person, findings }: Clip, accuracy: PictureAccuracy): number[] {
  const stream = openStream(person.seed, person.index, 'oracle-echo');
  return [
    findings.ejectionFraction + stream.normal(0, accuracy.ejectionFraction),
    log(findings.endDiastolicVolume) + stream.normal(0, accuracy.endDiastolicVolume),
    findings.heartRate,
  ];
}
