import { plainText } from '#lib/clinical/quantity-text.ts';
import type { FindingsManifest } from '#lib/contract/manifest.ts';
import type { PictureAnswer } from './answered-pictures.ts';

/** Why nothing that a network answered to a picture counts, as a sentence; `null`: it counts. */
export function strangeness(
  { novelty: { limit } }: Pick<FindingsManifest, 'novelty'>,
  { novelty }: Pick<PictureAnswer, 'novelty'>,
): string | null {
  if (novelty <= limit) return null;
  const numbers = `its distance from them is ${plainText(novelty, '1')}, and ${plainText(limit, '1')} is the limit`;
  return `The picture is unlike those that the network learned from: ${numbers}.`;
}
