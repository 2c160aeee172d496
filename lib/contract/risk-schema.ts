import { z } from 'zod';
import { askedPatient } from './asked-patient.ts';

/**
 * What `POST /api/risk` takes and answers, for programs outside: names and shapes here are a promise, while a report
 * (`risk-report.ts`) may change with the pages. The OpenAPI description is made of these schemas.
 */
const probability = z.number().min(0).max(1);
const time = z.string().describe('FHIR date or dateTime as the chart recorded it, with its zone');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const range = z
  .strictObject({ level: probability, low: probability, high: probability })
  .describe('A range of the risk, with the share of cases that it is to hold');

const evidence = z.strictObject({
  reference: z.string().describe('Relative FHIR reference, e.g. Observation/123'),
  time: time.nullable(),
  by: z
    .string()
    .optional()
    .describe('Who says so, where it makes a difference: a measurement, a report or a network'),
});

const factor = z.strictObject({
  measure: z.string(),
  label: z.string(),
  words: z.string().describe('In the words of a clinician, e.g. "CRP 34 mg/L, high, rising"'),
  value: z.number(),
  unit: z.string().describe('UCUM; 1 for counts, flags and ratios'),
  points: z.number().describe('Change of the risk as a probability: 0.04 is four percentage points'),
  treatment: z
    .boolean()
    .describe('It says what was prescribed: what sicker patients are given, and no effect of it'),
  from: z.array(evidence),
});

const modality = z.strictObject({
  modality: z.string(),
  label: z.string(),
  points: z.number().describe('Sum over all of its measures; baselineRisk and all of these make the risk'),
  factors: z.array(factor).describe('Those that move the risk most, largest first'),
  otherPoints: z.number().describe('What its measures beyond these factors add up to'),
});

const gap = z.strictObject({
  measure: z.string(),
  label: z.string(),
  reason: z.enum(['never-recorded', 'released-later', 'stale', 'unreadable']),
  detail: z.string(),
  last: evidence.nullable(),
  effect: z
    .strictObject({
      unit: z.string(),
      at: z.array(z.strictObject({ value: z.number(), risk: probability })),
    })
    .nullable()
    .describe('The risk if the measure lay at the 10th, 50th and 90th percentile of the training set'),
  range: range.nullable().describe('Where the risk will come to lie when it is measured'),
});

const missingSource = z.strictObject({
  source: z.string(),
  label: z.string(),
  detail: z.string().describe('Why nothing of it is known'),
  range: range.describe('Where the risk will come to lie when the source is known'),
});

const staleInput = z.strictObject({
  measure: z.string(),
  label: z.string(),
  hours: z.number().nonnegative(),
  usualHours: z.number().nonnegative().describe('The 90th percentile of its age in the training set'),
});

const spread = z.strictObject({
  feature: z.string(),
  label: z.string(),
  low: probability,
  high: probability,
});

const readmissionFree = z.strictObject({
  level: probability.describe('Share of such statements that hold'),
  day: z.int().nonnegative().describe('No readmission up to the end of this day; 0: nothing can be promised'),
});

const riskDay = z.strictObject({
  day: z.number().nonnegative(),
  at: time,
  risk: probability,
  interval: range,
  moved: z
    .array(
      z.strictObject({
        feature: z.string(),
        label: z.string(),
        unit: z.string(),
        from: z.number().nullable(),
        to: z.number().nullable(),
        points: z.number(),
      }),
    )
    .describe('What moved the risk most since the day before, and by how much'),
});

const issue = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'information']),
  message: z.string(),
  path: z.string().optional(),
});

const receipt = z
  .strictObject({
    model: z.strictObject({
      id: z.string(),
      version: z.string(),
      graphs: z.record(z.string(), sha256).describe('SHA-256 of the file of each graph'),
    }),
    contract: sha256.describe('SHA-256 of what the model reads, in which units and order'),
    simulatedTraining: z.boolean(),
    backend: z.enum(['wasm', 'webgpu']),
    durationMs: z.number().nonnegative(),
    computedAt: z.iso.datetime(),
    inputs: z.array(z.strictObject({ feature: z.string(), from: z.array(evidence) })),
    siteMap: z.strictObject({ name: z.string(), sha256 }).nullable(),
  })
  .describe('What the answer was made of, to the single resource');

const asked = {
  patientId: z.string(),
  at: time.nullable().describe('The time that the prediction looks back from'),
  atName: z.string(),
  gaps: z.array(gap).describe('Measures that the model did not get'),
  issues: z.array(issue).describe('What was left out of the chart or assumed, and why'),
};

const scored = z.strictObject({
  status: z.literal('scored'),
  ...asked,
  at: time,
  horizonDays: z.int().positive(),
  risk: probability.describe('Probability of the event within the horizon'),
  interval: range.describe('Uncertainty of the model, not of the patient'),
  band: z.enum(['low', 'intermediate', 'high']),
  retrospective: z.boolean().describe('The horizon had ended before the latest entry of the chart'),
  survival: z
    .array(
      z.strictObject({
        day: z.int().nonnegative(),
        probability,
        low: probability,
        high: probability,
      }),
    )
    .describe('Probability of no event by the end of each day'),
  baselineRisk: probability.describe('The risk of a patient of whom nothing is known'),
  modalities: z.array(modality),
  missingSources: z
    .array(missingSource)
    .describe('Kinds of data of which nothing is known, widest range first'),
  stale: z.array(staleInput).describe('Values in use that are older than is usual'),
  spreads: z.array(spread).describe('The risk with a finding of a network at either end of its 90 % range'),
  readmissionFree: readmissionFree.nullable(),
  week: z
    .array(riskDay)
    .describe('The risk at the discharge and at the days after it, up to the time asked about'),
  receipt,
});

const unscored = z.strictObject({
  status: z.literal('unscored'),
  ...asked,
  reasons: z.array(issue).min(1).describe('Why there is no score, most important first'),
});

/** A risk with its reasons, gaps and receipt; or why there is none. */
export const riskAnswer = z.discriminatedUnion('status', [scored, unscored]);

/** A question as JSON: of the hospital's own patient, or of a bundle that is sent along. */
export const riskQuestion = z
  .strictObject({
    ...askedPatient,
    at: z
      .string()
      .optional()
      .describe(
        "own (the model's own time), latest (the chart's latest entry), +3d (so many days after a discharge), or a date and time with its zone",
      ),
    model: z.string().optional().describe('Id of a model that gives risks'),
  })
  .refine(({ patientId, bundle }) => (patientId === undefined) !== (bundle === undefined), {
    error: 'exactly one of patientId and bundle is expected',
  });

/** Problem details (RFC 9457). `errors` names each field with what is wrong with it. */
export const problemDetails = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z
    .array(
      z.strictObject({
        detail: z.string(),
        pointer: z.string().optional().describe('JSON pointer into the body (RFC 6901), as a URI fragment'),
        parameter: z.string().optional().describe('Name of the query parameter or header'),
      }),
    )
    .optional(),
});

export type RiskAnswer = z.infer<typeof riskAnswer>;
export type RiskQuestion = z.infer<typeof riskQuestion>;
export type ProblemDetails = z.infer<typeof problemDetails>;
