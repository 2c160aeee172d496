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

/** Pictures that are fetched at most in search of one that can be read: an archive is not searched to its end. */
export const MOST_TRIED = 6;

const KINDS: readonly PictureKind[] = ['frontal-radiograph', 'ultrasound-clip'];

/**
 * As much of a slice as networks and the features of their findings read at a time: of a study without such pictures nothing is
 * left. Lists send this, which is a fraction of what a chart names.
 */
export function toBeRead(slice: ImagingSlice, at: Moment): ImagingSlice {
  const tried = new Set(
    KINDS.flatMap((kind) =>
      picturesOf(slice, at, kind)
        .slice(0, MOST_TRIED)
        .map(({ uids }) => uids.instance),
    ),
  );
  const studies = slice.studies.flatMap((study) => {
    const series = study.series.flatMap((one) => {
      const instances = one.instances.filter(({ uid }) => tried.has(uid));
      return instances.length === 0 ? [] : [{ ...one, instances }];
    });
    return series.length === 0 ? [] : [{ ...study, series }];
  });
  return { ...slice, studies };
}
