import { clamp, logistic } from '../arithmetic.ts';
import type { ChestFindings, Lobe } from '../imaging/chest-radiograph/findings.ts';
import type { ImagedPerson } from '../imaging/imaged-person.ts';
import type { PlannedStudy } from '../imaging/study.ts';
import { openStream } from '../stream.ts';
import type { Diagnosis } from './diagnoses.ts';
import type { SimilarityLatents } from './latent-densities.ts';

const LOBES = ['RLL', 'LLL', 'RML', 'RUL', 'LUL'] as const satisfies readonly Lobe[];
/** A consolidation smaller than this is no shadow. */
const LEAST_CONSOLIDATION = 0.15;

/** What the latents put on the film; which lobe, and on which side more fluid, tells nothing. */
export function chestFindings(seed: number, index: number, latents: SimilarityLatents): ChestFindings {
  const stream = openStream(seed, index, 'similarity-findings');
  const lobe = stream.pick(LOBES);
  const oneSided = stream.chance(0.4);
  const fluid = clamp(latents.effusion, 0, 0.8);
  return {
    cardiothoracicRatio: clamp(latents.heartRatio, 0.36, 0.72),
    oedema: clamp(latents.oedema, 0, 1),
    effusion: { right: fluid, left: oneSided ? 0 : 0.7 * fluid },
    consolidation:
      latents.consolidation < LEAST_CONSOLIDATION
        ? null
        : { lobe, extent: clamp(latents.consolidation, 0, 1) },
    hyperinflation: clamp(latents.hyperinflation, 0, 1),
  };
}

/**
 * The film on arrival, in bed when the lungs are bad. `shortcut` 0 … 1: how far its machine tells bacterial pneumonia, as
 * if one ward had a machine of its own.
 */
export function planRadiograph(
  person: ImagedPerson,
  { diagnosis, latents }: { readonly diagnosis: Diagnosis; readonly latents: SimilarityLatents },
  arrivalMs: number,
  shortcut: number,
): PlannedStudy {
  const { seed, index } = person;
  const stream = openStream(seed, index, 'imaging-orders');
  const burden = 3 * Math.max(0, latents.oedema) + 1.5 * Math.max(0, latents.consolidation);
  const inBed = stream.chance(logistic(-2.2 + burden));
  return {
    kind: 'chest-radiograph',
    person,
    moment: { study: 0, ms: arrivalMs + stream.integer(30, 110) * 60_000 },
    findings: chestFindings(seed, index, latents),
    options: {
      projection: inBed ? 'AP' : 'PA',
      shortcut: { strength: shortcut, marked: diagnosis === 'bacterial-pneumonia' },
    },
  };
}
