import type { Issue } from '#lib/clinical/issue.ts';
import type { Feature } from './feature.ts';

/**
 * A kind of data: how it is read from a chart and which features it gives.
 * `Source` is the chart (`lib/fhir`), which this layer does not know; `Slice` must survive `structuredClone` and a server action: plain data and typed arrays.
 */
export type Modality<Source, Slice> = {
  readonly id: string;
  readonly label: string;
  /** Never throws for bad data; what could not be read is an `Issue`. `undefined`: the chart holds nothing of this kind. */
  readonly parse: (source: Source) => {
    readonly slice: Slice | undefined;
    readonly issues: readonly Issue[];
  };
  readonly features: readonly Feature<Slice>[];
};

/** Checks at module load that feature ids are unique and ranges are ordered. Throws `TypeError` on a programmer's mistake. */
export function defineModality<Source, Slice>(modality: Modality<Source, Slice>): Modality<Source, Slice> {
  const seen = new Set<string>();
  for (const { id, plausible } of modality.features) {
    if (seen.has(id)) throw new TypeError(`Modality ${modality.id}: feature ${id} is defined twice`);
    if (!(plausible[0] < plausible[1])) throw new TypeError(`Feature ${id}: plausible range is empty`);
    seen.add(id);
  }
  return modality;
}
