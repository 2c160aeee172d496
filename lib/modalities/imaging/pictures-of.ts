import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence } from '#lib/contract/feature.ts';
import type { InstanceUids } from '#lib/contract/files.ts';
import type { ImagingSlice } from './slice.ts';

/** Kinds of pictures that networks are given. */
export type PictureKind = 'frontal-radiograph' | 'ultrasound-clip';

/** Which series may hold a picture of a kind, by their Modality (0008,0060). */
const SERIES: Readonly<Record<PictureKind, readonly string[]>> = {
  'frontal-radiograph': ['DX', 'CR'],
  'ultrasound-clip': ['US'],
};

export type PictureCandidate = { readonly uids: InstanceUids; readonly evidence: Evidence };

/** Newest first; a study without a date may be later than the time of prediction, and is not looked into. */
export function picturesOf({ studies }: ImagingSlice, at: Moment, kind: PictureKind): PictureCandidate[] {
  return studies
    .filter(({ started, kept }) => started !== null && !isAfter(started, at) && kept !== 'elsewhere')
    .flatMap(({ reference, uid: study, started, series }) =>
      series
        .filter(({ dicomModality }) => SERIES[kind].includes(dicomModality))
        .flatMap(({ uid, instances }) =>
          instances.map((instance) => ({
            uids: { study, series: uid, instance: instance.uid },
            evidence: { reference, time: started },
          })),
        ),
    );
}
