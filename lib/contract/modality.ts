import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap } from './feature.ts';
import type { Files } from './files.ts';
import { sizeOf, type Tensor } from './tensor.ts';

/** A number that the header of a picture states, as a feature of that id and unit reads it. */
export type StatedValue = {
  readonly id: string;
  /** UCUM. */
  readonly unit: string;
  readonly value: number;
};

/** A tensor with the resources that it was made from. */
export type TensorReading = {
  readonly tensor: Tensor;
  readonly from: readonly Evidence[];
  /** Of a picture: which it was, why newer ones were passed over, as ends of "…, because …", and what its header states. */
  readonly picture?: {
    readonly instance: string;
    readonly passedOver: readonly string[];
    readonly stated: readonly StatedValue[];
  };
};

/** A picture by its SOP Instance UID and its study. */
export type PictureSource = { readonly instance: string; readonly from: Evidence };

/**
 * A picture, clip or waveform as a network takes it. Its description and its code stand together, as a feature's do.
 * `read` sees only data recorded at or before `at`; what it imports to decode is loaded at its first call.
 */
export type TensorInput<Slice> = {
  /** Stable id, e.g. `radiograph.frontal`. */
  readonly id: string;
  readonly label: string;
  /** Of one patient's tensor; a graph's input has one more axis, before it. */
  readonly shape: readonly number[];
  /** Raised when the same file would give other numbers: a model trained on the former is refused. */
  readonly version: number;
  /** What the numbers are, and the standard or paper that defines them. */
  readonly source: string;
  /** Rejects with the signal's reason when aborted, and where `files` rejects; bad data is a gap. Runs in a worker where there is one. */
  readonly read: (
    slice: Slice,
    at: Moment,
    files: Files,
    signal?: AbortSignal,
  ) => Promise<TensorReading | Gap>;
  /** Of a picture: the newest of its kind recorded at or before `at`, before it is looked into. */
  readonly newest?: (slice: Slice, at: Moment) => PictureSource | null;
};

/** What a modality is and gives, without how it is parsed: screens and models need no more. */
export type ModalityDescription<Slice> = {
  readonly id: string;
  readonly label: string;
  readonly features: readonly Feature<Slice>[];
  readonly tensors?: readonly TensorInput<Slice>[];
  /** Large, and no part of a list of patients: a page has it fetched when the reader comes near. */
  readonly fetchedLater?: true;
};

/**
 * A kind of data: how it is read from a chart, completed from files, and which numbers it gives.
 * `Source` is the chart (`lib/fhir`), which this layer does not know; `Slice` must survive `structuredClone` and a server action: plain data and typed arrays.
 */
export type Modality<Source, Slice> = ModalityDescription<Slice> & {
  /** Never throws for bad data; what could not be read is an `Issue`. `undefined`: the chart holds nothing of this kind. */
  readonly parse: (source: Source) => {
    readonly slice: Slice | undefined;
    readonly issues: readonly Issue[];
  };
  /** Whether there is anything of this kind, told without reading it: for one that is fetched later. */
  readonly holds?: (source: Source) => boolean;
  /** The part of a slice that a page is sent: what it draws, and what is read at some times; absent: all of it. */
  readonly excerpt?: (slice: Slice, times: readonly Moment[]) => Slice;
  /** Reads what the slice only points to. Bad files are issues; rejects where `files` rejects. Absent: the chart is all. */
  readonly complete?: (
    slice: Slice,
    files: Files,
    signal?: AbortSignal,
  ) => Promise<{ readonly slice: Slice; readonly issues: readonly Issue[] }>;
};

function requireUnique(modality: string, ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new TypeError(`Modality ${modality}: ${twice} is defined twice`);
}

/** Checks at module load that ids are unique and ranges are ordered. Throws `TypeError` on a programmer's mistake. */
export function defineModality<Source, Slice>(modality: Modality<Source, Slice>): Modality<Source, Slice> {
  const { id: own, features, tensors = [] } = modality;
  requireUnique(
    own,
    [...features, ...tensors].map(({ id }) => id),
  );
  for (const { id, plausible } of features)
    if (!(plausible[0] < plausible[1])) throw new TypeError(`Feature ${id}: plausible range is empty`);
  for (const { id, shape } of tensors)
    if (!(sizeOf(shape) > 0)) throw new TypeError(`Tensor ${id}: its shape holds nothing`);
  return modality;
}

/** A tensor without its code. */
export type TensorSpec = Omit<TensorInput<never>, 'read' | 'newest'> & { readonly modality: string };

/** A tensor of one patient at a time, or why there is none. */
export type TensorOutcome = { readonly spec: TensorSpec; readonly outcome: TensorReading | Gap };

export const isTensor = (outcome: TensorReading | Gap): outcome is TensorReading => 'tensor' in outcome;
