import { z } from 'zod';
import { interval, manifest, training } from './manifest-parts.ts';

const share = z.number().min(0).max(1);

const modality = z.object({
  id: z.string(),
  label: z.string(),
  /** A row of numbers for each hour of the window; else one row of the patient. */
  hourly: z.boolean(),
  /** Ids of `inputs.features`, in the order of the columns. */
  features: z.array(z.string()).min(1),
  /** Those that no real patient of the training had: what it makes of them it has learned from simulated ones alone. */
  simulatedAlone: z.array(z.string()),
});

const question = z.object({
  id: z.string(),
  horizonHours: z.number().int().positive(),
  threshold: z.object({ probability: share, rule: z.string() }),
  /** On real patients who were held out; intervals by bootstrap of patients. */
  patients: z.number().int().positive(),
  events: z.number().int().positive(),
  hours: z.number().int().positive(),
  auroc: interval,
  /** Of the model that decides, at the same hours. */
  stageOneAuroc: interval,
  alarmRate: interval,
  /** Share of hours at which the two lie on different sides of their thresholds. */
  disagreement: interval,
  rankCorrelation: z.number().min(-1).max(1),
  calibration: z.array(z.object({ predicted: share, observed: share, hours: z.number().int() })),
});

/**
 * A model that looks back over hours of several kinds of data: graph `explain` takes by modality `<id>` and `<id>-present`,
 * [n, hours, features] or [n, features], 0 where unknown, and gives `log_odds` [n, questions]. Any of it may be absent.
 */
export const windowManifest = manifest
  .extend({
    kind: z.literal('window'),
    windowHours: z.number().int().positive(),
    modalities: z.array(modality).min(1),
    /** In the order of the columns of `log_odds`. */
    questions: z.array(question).min(1),
    training: training.extend({
      /** Hours that were learned from: of real patients, and of simulated ones. */
      learned: z.number().int(),
      simulatedPatients: z.number().int(),
      simulatedHours: z.number().int(),
    }),
  })
  .refine(
    ({ inputs, modalities }) =>
      inputs.features.map(({ id }) => id).join() === modalities.flatMap(({ features }) => features).join(),
    { error: 'its modalities are not made of its features', path: ['modalities'] },
  )
  .refine(
    ({ graphs, questions }) =>
      graphs.some(
        ({ name, outputs }) => name === 'explain' && outputs.log_odds?.join() === `,${questions.length}`,
      ),
    { error: 'no graph gives the log-odds of its questions', path: ['graphs'] },
  );
