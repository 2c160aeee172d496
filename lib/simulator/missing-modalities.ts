import { logistic } from './arithmetic.ts';
import type { LatentState } from './physiology/latent-state.ts';
import { openStream } from './stream.ts';

/** What a heart-failure patient may lack beside the chart, and why; an absent key: it is there. */
export type MissingModalities = {
  readonly genomics?: 'not offered' | 'declined';
  readonly wearables?: 'no device' | 'not worn';
  readonly echocardiogram?: 'poor acoustic window' | 'done elsewhere';
  readonly chestRadiograph?: 'not ordered' | 'done elsewhere';
};

type Reasons<Name extends keyof MissingModalities> = readonly {
  readonly reason: NonNullable<MissingModalities[Name]>;
  readonly probability: number;
}[];

/**
 * Each modality is lost to one reason that follows from the latents and one that does not, so that its absence tells
 * something, not much. Together they take genomics from 40 %, the wearable from 30 %, the echo from 15 % and the film
 * from 10 % of patients. The old and frail are offered sequencing and wear a device less; echo fails in the heavy; who
 * arrives nearly dry goes without a film.
 */
function reasons({ person, frailty, admissionCongestion }: LatentState) {
  const heavy = (person.bodyMassIndex - 29) / 6;
  const genomics: Reasons<'genomics'> = [
    { reason: 'not offered', probability: logistic(-1.19 + 0.5 * person.ageScore + 0.3 * frailty) },
    { reason: 'declined', probability: 0.19 },
  ];
  const wearables: Reasons<'wearables'> = [
    { reason: 'no device', probability: 0.15 },
    { reason: 'not worn', probability: logistic(-1.65 + 0.5 * frailty) },
  ];
  const echocardiogram: Reasons<'echocardiogram'> = [
    { reason: 'poor acoustic window', probability: logistic(-2.55 + 0.6 * heavy) },
    { reason: 'done elsewhere', probability: 0.07 },
  ];
  const chestRadiograph: Reasons<'chestRadiograph'> = [
    { reason: 'not ordered', probability: logistic(-2.78 - 0.6 * admissionCongestion) },
    { reason: 'done elsewhere', probability: 0.035 },
  ];
  return { genomics, wearables, echocardiogram, chestRadiograph };
}

/** The first reason that applies to each modality. */
export function drawMissingModalities(seed: number, patient: number, state: LatentState): MissingModalities {
  const stream = openStream(seed, patient, 'missing-modalities');
  const drawn = Object.entries(reasons(state)).map(([name, list]) => {
    const applies = list.filter(({ probability }) => stream.chance(probability));
    return [name, applies[0]?.reason] as const;
  });
  return Object.fromEntries(drawn.filter(([, reason]) => reason !== undefined));
}
