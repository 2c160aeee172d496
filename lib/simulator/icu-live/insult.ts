import { clamp, exp } from '../arithmetic.ts';
import type { Course, CourseKind } from './course.ts';

/** How strong each trouble is at a minute of a stay. */
export type Insult = {
  /** 0 … 1: systemic infection, and injury of the lung. */
  readonly infection: number;
  readonly lung: number;
  /** ml a minute. */
  readonly bleeding: number;
  readonly fibrillating: boolean;
};

const NONE: Insult = { infection: 0, lung: 0, bleeding: 0, fibrillating: false };

/** Minutes after treatment begins before it tells, and time constants by which the trouble goes. */
const LAG = 150;
const INFECTION_FADES = 1500;
const LUNG_HEALS = 2400;
const CONVALESCENCE = 2000;
/** Bleeding is stopped by a procedure so long after it was recognised; ml a minute at its worst. */
const UNTIL_STOPPED = 60;
const WORST_BLEEDING = 16;
/** The longest paroxysm of atrial fibrillation under treatment. */
const PAROXYSM = 900;

/** An onset under way: its strength by itself, and how many minutes since it was recognised. */
type Onset = { readonly course: Course; readonly strength: number; readonly acted: number };

/** Share of the rise that is over at the onset: organs fail when nine tenths of the strength are there. */
const AT_ONSET = 0.8;

/** From 0 at `began` to 1: a smooth step, 0.9 at the onset. */
function rise(minute: number, began: number, onset: number): number {
  const x = clamp((AT_ONSET * (minute - began)) / Math.max(1, onset - began), 0, 1);
  return x * x * (3 - 2 * x);
}

const fading = (acted: number, constant: number): number => exp(-Math.max(0, acted - LAG) / constant);

const EFFECTS: Readonly<Record<Exclude<CourseKind, 'stable' | 'recovering'>, (onset: Onset) => Insult>> = {
  sepsis: ({ course, strength, acted }) => {
    const infection = strength * fading(acted, INFECTION_FADES);
    return { ...NONE, infection, lung: (course.cause === 'pneumonia' ? 0.6 : 0.15) * infection };
  },
  'respiratory-failure': ({ course, strength, acted }) => {
    const lung = strength * fading(acted, LUNG_HEALS);
    return { ...NONE, lung, infection: course.cause === 'pneumonia' ? 0.3 * lung : 0 };
  },
  haemorrhage: ({ strength, acted }) => ({
    ...NONE,
    bleeding: acted < UNTIL_STOPPED ? WORST_BLEEDING * strength : 0,
  }),
  arrhythmia: ({ course, acted }) => ({ ...NONE, fibrillating: acted < PAROXYSM * course.severity }),
};

/** A stay's trouble as a function of the minute: the course alone decides it. */
export function insultAt(course: Course, minute: number): Insult {
  const { kind, began, onset, recognised, severity } = course;
  if (kind === 'recovering') {
    const left = severity * exp(-minute / CONVALESCENCE);
    return { ...NONE, infection: 0.6 * left, lung: 0.4 * left };
  }
  if (kind === 'stable' || began === null || onset === null || recognised === null) return NONE;
  if (minute < began) return NONE;
  return EFFECTS[kind]({
    course,
    strength: severity * rise(minute, began, onset),
    acted: minute - recognised,
  });
}
