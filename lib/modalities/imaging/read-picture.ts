import { DAY_MS, HOUR_MS, type Moment } from '#lib/clinical/moment.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Gap } from '#lib/contract/feature.ts';
import type { Files, InstanceUids } from '#lib/contract/files.ts';
import type { StatedValue, TensorReading } from '#lib/contract/modality.ts';
import { readEventTime } from '#lib/dicom/event-time.ts';
import { Notes } from '#lib/dicom/notes.ts';
import { openPicture } from '#lib/dicom/open-picture.ts';
import { stringOf } from '#lib/dicom/part10/attribute-values.ts';
import type { Picture } from '#lib/dicom/picture.ts';
import { headerOf, type PictureHeader } from '#lib/dicom/picture-header.ts';
import type { RefusedError } from '#lib/dicom/refusal.ts';
import { TAGS } from '#lib/dicom/tags.ts';
import { decodedTensor } from './decoded-tensor.ts';
import { MOST_TRIED, type PictureCandidate, type PictureKind, picturesOf } from './pictures-of.ts';
import type { ImagingSlice } from './slice.ts';
import { statedIn } from './stated-values.ts';

/** What a kind is called, and why a picture in one of its series is not of it; `null`: it is. */
const kinds: Readonly<
  Record<
    PictureKind,
    {
      readonly what: string;
      readonly objection: (header: PictureHeader) => string | null;
    }
  >
> = {
  'frontal-radiograph': {
    what: 'chest radiograph',
    objection: ({ labels: { view, bodyPart }, frames }) => {
      if (frames !== 1) return 'it has several frames';
      if (!['PA', 'AP'].includes(view))
        return `its view is ${view === '' ? 'not recorded' : view}, not PA or AP`;
      return /^(CHEST|THORAX)$/i.test(bodyPart) ? null : 'it is not said to show the chest';
    },
  },
  'ultrasound-clip': {
    what: 'echocardiogram',
    objection: ({ frames }) => (frames > 1 ? null : 'it is a single frame'),
  },
};

/** A file without a zone may have been written in any; the easternmost is this far ahead of UTC. */
const FARTHEST_ZONE_MS = 14 * HOUR_MS;

/** Whether a picture was taken after a time for certain: a study may go on for longer than the chart says. */
function wasTakenLater({ file }: Picture, at: Moment): boolean {
  const taken = readEventTime(file.set, new Notes());
  if (!taken) return false;
  const earliest = Date.parse(`${taken.day}T${taken.time || '00:00'}Z`) - FARTHEST_ZONE_MS;
  return earliest > at.ms + (at.precision === 'day' ? DAY_MS : 0);
}

/** Why a picture is not the one asked for, or may not be this patient's; `null`: nothing speaks against it. */
function doubtOf(
  { file }: Picture,
  { labels }: PictureHeader,
  uids: InstanceUids,
  files: Files,
): string | null {
  if (stringOf(file.set, TAGS.SOPInstanceUID) !== uids.instance)
    return 'another picture came than the one asked for (SOPInstanceUID differs)';
  if (files.recordNumber === null || labels.recordNumber === '') return null;
  return labels.recordNumber === files.recordNumber
    ? null
    : 'it bears another record number than the chart: it may be another patient’s';
}

/** A picture's tensor, or the end of "… could not be read, because …". */
async function readOne(
  { uids, evidence }: PictureCandidate,
  at: Moment,
  files: Files,
  kind: PictureKind,
  shape: readonly number[],
  signal: AbortSignal | undefined,
): Promise<(Pick<TensorReading, 'tensor' | 'from'> & { stated: readonly StatedValue[] }) | string> {
  const blob = await files.instance(uids, signal);
  if (blob === null) return 'no archive at hand holds it';
  const opened = openPicture(new Uint8Array(await blob.arrayBuffer()));
  if (!opened.ok) return opened.refusal.message;
  const header = headerOf(opened.value);
  const objection = doubtOf(opened.value, header, uids, files) ?? kinds[kind].objection(header);
  if (objection !== null) return objection;
  if (wasTakenLater(opened.value, at)) return 'it was taken after that time';
  try {
    const data = await decodedTensor(opened.value, header, shape, signal);
    return { tensor: { data, shape }, from: [evidence], stated: statedIn(opened.value) };
  } catch (cause) {
    if (isTagged<RefusedError>(cause, 'RefusedError')) return cause.message;
    throw cause;
  }
}

/** A refusal of its own as the end of "…, because …". */
const withinSentence = (reason: string): string => reason.replace(/^The /, 'the ').replace(/\.$/, '');

/**
 * The newest picture of a kind that was taken by `at` and can be read, as a tensor of `shape` (`[1, size, size]`, or
 * `[frames, 1, size, size]` for a clip). Bad pictures are passed over, and named when none is left.
 */
export async function readNewest(
  slice: ImagingSlice,
  at: Moment,
  files: Files,
  kind: PictureKind,
  shape: readonly number[],
  signal?: AbortSignal,
): Promise<TensorReading | Gap> {
  const { what } = kinds[kind];
  const candidates = picturesOf(slice, at, kind);
  const [newest] = candidates;
  if (!newest)
    return { missing: 'never-recorded', detail: `No ${what} is on the chart up to then.`, last: null };
  const reasons: string[] = [];
  for (const candidate of candidates.slice(0, MOST_TRIED)) {
    const read = await readOne(candidate, at, files, kind, shape, signal);
    if (typeof read !== 'string') {
      const { stated, ...reading } = read;
      const { instance } = candidate.uids;
      return { ...reading, picture: { instance, passedOver: [...new Set(reasons)], stated } };
    }
    reasons.push(withinSentence(read));
  }
  const because = [...new Set(reasons)].join('; ');
  return {
    missing: 'unreadable',
    detail: `No ${what} could be read, because ${because}.`,
    last: newest.evidence,
  };
}
