import { z } from 'zod';
import type { ModelInputs } from './model-inputs.ts';

/**
 * What can be missing as a whole: the features of one modality, or of one kind of picture. A feature of no source is known whatever is
 * missing, such as the day of the question.
 */
const source = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: z.string().min(1),
  features: z.array(z.string()).min(1),
});

/** 5th and 95th percentile over patients of a change of the log-hazard. */
const shift = z
  .object({ low: z.number(), high: z.number(), patients: z.number().int().positive() })
  .refine(({ low, high }) => low <= high, 'its low end is above its high one');

/** The log-hazard with a source less that without it, in patients of whom `given` was known. */
const sourceShift = shift.safeExtend({
  source: z.string(),
  /** The other sources at hand, in the order of the sources. */
  given: z.array(z.string()),
  /** Days after the discharge at which those patients were looked at; 0: the discharge. */
  day: z.number().int().min(0),
});

const conformal = z.object({
  level: z.number().gt(0).lt(1),
  rule: z.string(),
  /** Risk up to which a day is still promised, by clock. */
  thresholds: z.object({ discharge: z.number(), home: z.number() }),
});

/** What the manifest of a time-to-event model says of the uncertainty of its risks. */
export const uncertainty = z.object({
  /** Days after the discharge that it was trained to predict from; 0 is the discharge. */
  landmarks: z.object({ days: z.array(z.number().int().min(0)).min(1) }),
  sources: z.array(source),
  /** What learning of a whole source did to the log-hazard, by what was known beside it. */
  shifts: z.array(sourceShift),
  /** The same of one measure. */
  measureShifts: z.record(z.string(), shift),
  conformal,
});

type Uncertainty = z.infer<typeof uncertainty>;
type Sources = Uncertainty['sources'];

/** Whether the sources are made of inputs of the model. */
export function areInputs(sources: Sources, { features }: ModelInputs): boolean {
  const known = new Set(features.map(({ id }) => id));
  return sources.every((one) => one.features.every((id) => known.has(id)));
}

/** Whether shifts are of the sources, beside others of them. */
export function areOfSources(shifts: Uncertainty['shifts'], sources: Sources): boolean {
  const known = new Set(sources.map(({ id }) => id));
  return shifts.every((one) => [one.source, ...one.given].every((id) => known.has(id)));
}
