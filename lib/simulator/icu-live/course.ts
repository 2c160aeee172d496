import { clamp, exp } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import { minutesOf, type Stay } from './ward.ts';

/** What happens to a patient during a stay. Sepsis and shock are more frequent than on a real ward, so that a screen shows them. */
export const courseKinds = [
  'stable',
  'sepsis',
  'haemorrhage',
  'respiratory-failure',
  'arrhythmia',
  'recovering',
] as const;
export type CourseKind = (typeof courseKinds)[number];

const SHARES: Readonly<Record<CourseKind, number>> = {
  stable: 0.44,
  sepsis: 0.18,
  haemorrhage: 0.08,
  'respiratory-failure': 0.12,
  arrhythmia: 0.08,
  recovering: 0.1,
};

const CAUSES: Readonly<Record<CourseKind, readonly [string, ...string[]]>> = {
  stable: ['elective surgery', 'stroke', 'ketoacidosis', 'overdose'],
  sepsis: ['pneumonia', 'abdominal infection', 'urinary infection', 'infection of a central line'],
  haemorrhage: ['gastrointestinal bleeding', 'bleeding after surgery', 'retroperitoneal bleeding'],
  'respiratory-failure': ['pneumonia', 'pulmonary oedema', 'exacerbation of COPD', 'aspiration'],
  arrhythmia: ['atrial fibrillation after surgery', 'atrial fibrillation of new onset'],
  recovering: ['septic shock on the ward before', 'pneumonia before admission'],
};

/** The truth about a stay. Minutes are counted from admission; what is `null` does not happen. */
export type Course = {
  readonly kind: CourseKind;
  readonly cause: string;
  /** First change in the body; nearly full strength, which counts as the onset; when the staff act on it. */
  readonly began: number | null;
  readonly onset: number | null;
  readonly recognised: number | null;
  /** 0 … 1. */
  readonly severity: number;
  /** Septic patients who cool instead: about one in eight. */
  readonly hypothermic: boolean;
};

function drawKind(uniform: number): CourseKind {
  let left = uniform;
  return (
    courseKinds.find((kind) => {
      left -= SHARES[kind];
      return left < 0;
    }) ?? 'stable'
  );
}

/** Minutes from the first change to the onset. */
const RISE: Readonly<Record<CourseKind, number>> = {
  stable: 0,
  recovering: 0,
  sepsis: 480,
  haemorrhage: 80,
  'respiratory-failure': 220,
  arrhythmia: 0,
};

function drawTimes(stream: Stream, kind: CourseKind, minutes: number) {
  const began = stream.integer(300, Math.max(600, Math.round(0.6 * minutes)));
  const rise = Math.round(RISE[kind] * exp(stream.normal(0, 0.25)));
  const delay = Math.round(clamp(100 * exp(stream.normal(0, 0.6)), 20, 480));
  if (kind === 'stable' || kind === 'recovering') return { began: null, onset: null, recognised: null };
  const onset = began + rise;
  return { began, onset, recognised: onset + delay };
}

export function drawCourse(stay: Stay): Course {
  const stream = openStream(stay.seed, stay.index, 'icu-live-course');
  const kind = drawKind(stream.uniform());
  const cause = stream.pick(CAUSES[kind]);
  const severity = clamp(0.88 + 0.12 * stream.normal(), 0.6, 1);
  const hypothermic = stream.chance(0.12);
  return { kind, cause, ...drawTimes(stream, kind, minutesOf(stay)), severity, hypothermic };
}
