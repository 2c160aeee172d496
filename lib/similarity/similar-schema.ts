import { z } from 'zod';
import { askedPatient } from '#lib/contract/asked-patient.ts';
import { shownMember } from './cohort-schema.ts';

/** What `POST /api/similar` takes and answers, for programs outside: names and shapes here are a promise. */
const view = z.strictObject({
  place: z.array(z.number()).min(1).describe("Coordinates of the space's map: axes of the view"),
  values: z.record(z.string(), z.number()).optional().describe('What stands behind it, for the words alone'),
});

/** A patient as numbers, made elsewhere: nothing in it names anybody, and it is searched without being kept. */
export const sentProfile = z.strictObject({
  space: z
    .string()
    .describe('Key of the space that it was made with; another than that of the index is refused'),
  views: z.record(z.string(), view),
  gaps: z.array(z.strictObject({ view: z.string(), detail: z.string() })).optional(),
});

/** Whose like are sought, and how views are weighed. */
export const similarQuestion = z
  .strictObject({
    ...askedPatient,
    profile: sentProfile.optional(),
    weights: z
      .union([z.enum(['learned', 'equal']), z.record(z.string(), z.unknown())])
      .optional()
      .describe(
        'learned (also where it is absent), equal, or a number of 0 and more for each view; a view that is not named counts 0',
      ),
    units: z
      .enum(['conventional', 'si'])
      .optional()
      .describe('In which values are written in `why`; conventional where it is absent'),
    count: z.int().min(1).max(100).optional().describe('How many; 10 where it is absent'),
  })
  .refine(
    ({ patientId, bundle, profile }) =>
      [patientId, bundle, profile].filter((one) => one !== undefined).length === 1,
    { error: 'exactly one of patientId, bundle and profile is expected' },
  );

const share = z
  .strictObject({
    similarity: z.number().min(0).max(1),
    share: z.number().describe('Its part of the fused similarity; the parts of all views sum to that'),
  })
  .nullable()
  .describe('null: one of the two lacks the view');

const neighbour = z.strictObject({
  ...shownMember.shape,
  similarity: z.number().describe('Fused over the views that both have; neighbours come in its order'),
  views: z.record(z.string(), share),
  why: z.strictObject({
    short: z.string().describe('In one line: the source that adds most, and what agrees'),
    agree: z
      .array(z.string())
      .describe('Values that agree most, the patient\'s first: "CRP 182 and 175 mg/L"'),
    differ: z.array(z.string()).describe('Values that differ most'),
  }),
});

export const similarAnswer = z.strictObject({
  method: z.literal('weighted-average'),
  space: z.string(),
  weights: z.record(z.string(), z.number()).describe('As they were used: they sum to 1'),
  count: z.int().nonnegative(),
  members: z.int().nonnegative().describe('How many were searched among'),
  gaps: z
    .array(z.strictObject({ view: z.string(), detail: z.string() }))
    .describe('Views that the patient lacks'),
  neighbours: z.array(neighbour).describe('Nearest first; fewer than asked for where there are no more'),
});

export type SimilarQuestion = z.infer<typeof similarQuestion>;
export type SimilarAnswer = z.infer<typeof similarAnswer>;
