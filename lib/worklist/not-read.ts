import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { imagingTensors } from '#lib/modalities/imaging/tensors.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** A source of the model by its id in the manifest, and what a list calls it. */
const PICTURES = { 'radiograph.frontal': 'radiograph', 'echo.clip': 'echo' } as const;

const isPicture = (id: string): id is keyof typeof PICTURES => Object.hasOwn(PICTURES, id);

/** Ids of the model's sources that are pictures. */
export const PICTURE_SOURCES: ReadonlySet<string> = new Set(Object.values(PICTURES));

/** Pictures of the chart that a network could be asked about, and was not. */
const picturesNotRead = ({ imaging }: Partial<Slices>, at: Moment): string[] =>
  imagingTensors.flatMap(({ id, newest }) =>
    imaging && imaging.findings === undefined && isPicture(id) && newest?.(imaging, at) ? [PICTURES[id]] : [],
  );

/**
 * Sources that are on the chart and that a list does not read with it: pictures are read when the page is quiet, genotype files and
 * weeks at home when the patient is opened. Nobody is to order what is there already.
 */
export function sourcesNotRead(
  { slices, deferred = [] }: Pick<PatientRecord<Slices>, 'slices' | 'deferred'>,
  at: Moment | null,
): readonly string[] {
  const { genomics } = slices;
  return [
    ...(at === null ? [] : picturesNotRead(slices, at)),
    ...(deferred.includes('wearables') ? ['wearables'] : []),
    ...(genomics?.file && !genomics.genotypes ? ['genomics'] : []),
  ];
}
