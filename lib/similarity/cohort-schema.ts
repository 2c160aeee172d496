import { z } from 'zod';

/**
 * What `GET /api/similar/cohort` and `GET /api/similar/status` answer: what a page needs to draw the network of a cohort and
 * to rank it in the browser, and nothing that names anybody.
 */
const packed = z
  .base64()
  .describe('Base64 of little-endian 32-bit floats, row by row in the order of `members`; NaN: absent');

const cohortView = z.strictObject({
  view: z.string(),
  axes: z.int().positive(),
  places: packed.describe('members × axes; NaN throughout where a member lacks the view'),
  scales: packed.describe('members: the local scale σ of each'),
  values: z
    .strictObject({ names: z.array(z.string()), numbers: packed })
    .describe('members × names: measured values and findings, in their canonical units'),
});

const diagnosis = z.strictObject({ system: z.string(), code: z.string(), display: z.string() });

/** In the shape of `Outcome`. */
export const memberOutcome = z.strictObject({
  diagnoses: z.array(diagnosis),
  followUp: z
    .strictObject({ days: z.number().nonnegative(), event: z.enum(['readmission', 'death']).nullable() })
    .nullable(),
});

/** What is shown of somebody whom a viewer knows nothing else about. */
export const shownMember = z.strictObject({
  member: z
    .string()
    .describe('Opaque id of a person by a keyed hash; several records of one person bear one id'),
  ageBand: z.string().nullable().describe('E.g. 60–69'),
  sex: z.enum(['female', 'male', 'other']).nullable(),
  outcome: memberOutcome,
});

const notIndexed = z.strictObject({ status: z.literal('not-indexed'), detail: z.string() });
const indexing = z.strictObject({
  status: z.literal('indexing'),
  detail: z.string(),
  done: z.int().nonnegative(),
  all: z.int().nonnegative().nullable().describe('null: not known beforehand'),
});
const otherSpace = z
  .strictObject({ status: z.literal('other-space'), detail: z.string() })
  .describe(
    'The index was made with another space or other networks: it is not searched until it is made anew',
  );

export const similarCohort = z.discriminatedUnion('status', [
  notIndexed,
  indexing,
  otherSpace,
  z.strictObject({
    status: z.literal('ready'),
    space: z.string().describe('What `Profile.space` must be for a patient to be placed here'),
    total: z.int().nonnegative().describe('Members of the whole index'),
    patient: z
      .strictObject({ row: z.int().nonnegative().nullable() })
      .nullable()
      .describe('Row of the patient asked about; row null: not in the index; null: nobody was asked about'),
    members: z
      .array(shownMember)
      .describe('All, or where there are more than 1,000 those nearest the patient'),
    views: z.array(cohortView),
  }),
]);

export const similarStatus = z.discriminatedUnion('status', [
  notIndexed,
  indexing,
  otherSpace,
  z.strictObject({
    status: z.literal('ready'),
    members: z.int().nonnegative(),
    indexedAt: z.iso.datetime(),
    renewing: z
      .strictObject({ done: z.int().nonnegative(), all: z.int().nonnegative().nullable() })
      .nullable()
      .describe('A run that brings it up to date is under way'),
  }),
]);

/** What `GET /api/similar/members/{member}` answers: the patient of the hospital's source, for whoever may see it. */
export const similarPatient = z.strictObject({ patientId: z.string() });

export type SimilarCohort = z.infer<typeof similarCohort>;
export type ReadyCohort = Extract<SimilarCohort, { status: 'ready' }>;
export type SimilarStatus = z.infer<typeof similarStatus>;
export type ShownMember = z.infer<typeof shownMember>;
