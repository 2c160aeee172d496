import { z } from 'zod';
import { interval, manifest, training } from './manifest-parts.ts';

const share = z.number().min(0).max(1);

/** How well it tells hours apart, cross-validated over patients; intervals by bootstrap of patients. */
const measures = z.object({
  patients: z.number().int().positive(),
  /** Patients of whom the question was ever true. */
  events: z.number().int().positive(),
  hours: z.number().int().positive(),
  auroc: interval,
  /** Share of hours in which it alarms at its threshold. */
  alarmRate: interval,
});

/**
 * A model that speaks each hour of a stay: graph `risk` takes `values` and `present`, and gives `log_odds` [n, 1] and
 * `probability` [n, 1], which is its logistic function.
 */
export const hourlyManifest = manifest
  .extend({
    kind: z.literal('hourly'),
    /** How far ahead the question looks. */
    horizonHours: z.number().int().positive(),
    /** 2: the log-odds are a sum of terms of at most two features, so paired marginals are exact Shapley values. */
    additiveOrder: z.literal(2),
    /** From this probability on it alarms; how it was chosen. */
    threshold: z.object({ probability: share, rule: z.string() }),
    training: training.extend({ events: z.number().int(), hours: z.number().int() }),
    metrics: measures.extend({
      set: z.string(),
      method: z.string(),
      /** Normalised utility of the PhysioNet/CinC Challenge 2019; of questions that have none it is absent. */
      utility: interval.optional(),
    }),
    calibration: z.array(z.object({ predicted: share, observed: share, hours: z.number().int() })),
    subgroups: z.array(measures.extend({ name: z.string() })),
  })
  .refine(({ inputs }) => inputs.features.length > 0 && inputs.tensors.length === 0, {
    error: 'it reads features of an hour and nothing else',
    path: ['inputs'],
  })
  .refine(({ graphs }) => graphs.some(({ name, outputs }) => name === 'risk' && 'log_odds' in outputs), {
    error: 'no graph gives the log-odds',
    path: ['graphs'],
  });
