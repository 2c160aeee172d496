import { z } from 'zod';
import { embeddingManifest } from './embedding-manifest.ts';
import { estimateManifest } from './estimate-manifest.ts';
import { findingsManifest, type maps } from './findings-manifest.ts';
import { hourlyManifest } from './hourly-manifest.ts';
import { survivalManifest } from './survival-manifest.ts';
import { windowManifest } from './window-manifest.ts';

/** A model folder's `manifest.json`, by the kind of its answer. */
export const modelManifest = z.discriminatedUnion('kind', [
  survivalManifest,
  estimateManifest,
  findingsManifest,
  embeddingManifest,
  hourlyManifest,
  windowManifest,
]);

export type SurvivalManifest = z.infer<typeof survivalManifest>;
export type EstimateManifest = z.infer<typeof estimateManifest>;
export type HourlyManifest = z.infer<typeof hourlyManifest>;
export type WindowManifest = z.infer<typeof windowManifest>;
export type FindingsManifest = z.infer<typeof findingsManifest>;
export type MapsDescription = z.infer<typeof maps>;
export type FindingDescription = FindingsManifest['findings'][number];
export type ModelManifest = z.infer<typeof modelManifest>;
export type ModelKind = ModelManifest['kind'];
export type GraphDescription = ModelManifest['graphs'][number];
