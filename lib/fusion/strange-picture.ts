import { plainText } from '#lib/clinical/quantity-text.ts';
import type { PictureAnswer } from './answered-pictures.ts';

/** What a manifest says of pictures unlike those of training; absent: nobody measured it. */
type Known = { readonly novelty?: { readonly limit: number } | undefined };

/** Why nothing that a network answered to a picture counts, as a sentence; `null`: it counts. */
export function strangeness(known: Known, { novelty }: Pick<PictureAnswer, 'novelty'>): string | null {
  if (!known.novelty || novelty <= known.novelty.limit) return null;
  const { limit } = known.novelty;
  const numbers = `its distance from them is ${plainText(novelty, '1')}, and ${plainText(limit, '1')} is the limit`;
  return `The picture is unlike those that the network learned from: ${numbers}.`;
}
