import type { Issue } from '#lib/clinical/issue.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Files } from '#lib/contract/files.ts';
import { listSeries } from '#lib/dicom/dicomweb/list-series.ts';
import type { ImagedStudy, ImagingSlice } from './slice.ts';

/** Studies that an archive is asked about at most, newest first: each takes a request, and one more per series. */
const MOST_ASKED = 12;

/** A chart may name a study alone (FHIR R4 ImagingStudy.series is optional), and its pictures are known to the archive. */
const isBare = ({ series, kept }: ImagedStudy): boolean =>
  kept !== 'elsewhere' && series.every(({ instances }) => instances.length === 0);

const unlisted = ({ reference }: ImagedStudy, because: string): Issue => ({
  code: 'file-unreadable',
  severity: 'warning',
  path: `${reference}.series`,
  message: `The chart does not list the pictures of this study, and the image archive could not be asked for them: ${because}`,
});

async function complete(
  study: ImagedStudy,
  search: NonNullable<Files['searchStudy']>,
  signal: AbortSignal | undefined,
): Promise<ImagedStudy> {
  const series = await listSeries((path) => search(study.uid, path, signal), signal);
  if (series.every(({ instances }) => instances.length === 0)) return study;
  const dicomModalities = [...new Set(series.map(({ dicomModality }) => dicomModality))];
  return {
    ...study,
    dicomModalities,
    series: series.map(({ instances, ...one }) => ({
      ...one,
      instances: instances.map((instance) => ({ ...instance, title: null })),
    })),
  };
}

/** Asks the archive for the pictures of the studies that the chart names without them. */
export async function completeStudies(
  slice: ImagingSlice,
  { searchStudy }: Files,
  signal?: AbortSignal,
): Promise<{ slice: ImagingSlice; issues: readonly Issue[] }> {
  const bare = new Set(slice.studies.filter(isBare).slice(0, MOST_ASKED));
  if (searchStudy === null || bare.size === 0) return { slice, issues: [] };
  const issues: Issue[] = [];
  const studies: ImagedStudy[] = [];
  for (const study of slice.studies) {
    if (!bare.has(study)) {
      studies.push(study);
      continue;
    }
    try {
      studies.push(await complete(study, searchStudy, signal));
    } catch (cause) {
      signal?.throwIfAborted();
      if (!isTagged(cause)) throw cause;
      issues.push(unlisted(study, cause.message));
      studies.push(study);
    }
  }
  return { slice: { ...slice, studies }, issues };
}
