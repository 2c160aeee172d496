import { z } from 'zod';
import { interval, manifest, training } from './manifest-parts.ts';
import { areInputs, areOfSources, uncertainty } from './uncertainty.ts';

/** A time-to-event model: graph `risk` gives log-hazard and survival of features, row by row. */
export const survivalManifest = manifest
  .extend({
    kind: z.literal('survival'),
    horizonDays: z.number().int().positive(),
    members: z.number().int().positive(),
    /** 2: the log-hazard is a sum of terms of at most two features, so paired marginals are exact Shapley values. */
    additiveOrder: z.literal(2),
    /** 30-day risk thresholds between low | intermediate | high, chosen on the tuning set. */
    bands: z.object({ intermediate: z.number(), high: z.number(), rule: z.string() }),
    /** Deciles of each measured feature in the training set, for "what would a plausible value do". */
    quantiles: z.record(z.string(), z.object({ p10: z.number(), p50: z.number(), p90: z.number() })),
    ...uncertainty.shape,
    training: training.extend({ events: z.number().int() }),
    metrics: z.object({
      set: z.string(),
      patients: z.number().int(),
      events: z.number().int(),
      confidence: z.number(),
      method: z.string(),
      concordance: interval,
      oracleConcordance: interval,
      auc30: interval,
      brier30: interval,
      brierOfPrevalence: z.number(),
      calibrationIntercept: interval,
      calibrationSlope: interval,
    }),
    calibration: z.array(
      z.object({
        predicted: z.number(),
        observed: z.number(),
        low: z.number(),
        high: z.number(),
        patients: z.number().int(),
      }),
    ),
    subgroups: z.array(
      z.object({
        name: z.string(),
        patients: z.number().int(),
        events: z.number().int(),
        concordance: interval,
        observed: z.number(),
        predicted: z.number(),
      }),
    ),
  })
  .refine(({ sources, inputs }) => areInputs(sources, inputs), {
    error: 'a source is of features that are no inputs',
    path: ['sources'],
  })
  .refine(({ sources, shifts }) => areOfSources(shifts, sources), {
    error: 'a shift is of no source',
    path: ['shifts'],
  });
