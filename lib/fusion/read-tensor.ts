import type { Moment } from '#lib/clinical/moment.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Gap } from '#lib/contract/feature.ts';
import type { Files } from '#lib/contract/files.ts';
import {
  isTensor,
  type ModalityDescription,
  type PictureSource,
  type TensorReading,
  type TensorSpec,
} from '#lib/contract/modality.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import { sizeOf } from '#lib/contract/tensor.ts';
import { type ModalityId, modalities, modalityIds, type Slices } from '#lib/modalities/index.ts';
import { noSlice, type Sliced } from './no-slice.ts';

const gap = (missing: Gap['missing'], detail: string): Gap => ({ missing, detail, last: null });

type Read = {
  readonly spec: TensorSpec;
  readonly read: (
    record: Sliced,
    at: Moment,
    files: Files,
    signal?: AbortSignal,
  ) => Promise<TensorReading | Gap>;
  readonly newest: (record: Sliced, at: Moment) => PictureSource | null;
};

function readsOf<Id extends ModalityId>(id: Id): [string, Read][] {
  const { tensors = [] } = modalities[id] as ModalityDescription<Slices[Id]>;
  return tensors.map(({ read, newest, ...described }) => {
    const spec = { ...described, modality: id };
    const readRecord: Read['read'] = async (record, at, files, signal) => {
      const slice = record.slices[id];
      return slice === undefined ? noSlice(id, record) : read(slice, at, files, signal);
    };
    const findNewest: Read['newest'] = ({ slices }, at) => {
      const slice = slices[id];
      return slice === undefined ? null : (newest?.(slice, at) ?? null);
    };
    return [described.id, { spec, read: readRecord, newest: findNewest }];
  });
}

const reads: ReadonlyMap<string, Read> = new Map(modalityIds.flatMap((id) => readsOf(id)));

/** The newest picture that a tensor could be made of, before any is looked into; `null`: there is none. */
export const newestPicture = (record: Sliced, at: Moment, tensor: string): PictureSource | null =>
  reads.get(tensor)?.newest(record, at) ?? null;

/** A tensor of another shape, or with a number that is not finite, is a mistake of the program and not of the data. */
function requireFinite({ id, shape }: TensorSpec, { tensor }: TensorReading): void {
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== sizeOf(shape))
    throw new TypeError(`Tensor ${id} was read in shape ${tensor.shape.join(' × ')}`);
  if (!tensor.data.every(Number.isFinite)) throw new TypeError(`Tensor ${id} holds a number that is none`);
}

/** Reads a tensor from what lies beside one patient's chart, in this very thread. Rejects with `TypeError` for an id that no modality has. */
export const tensorReader =
  (files: Files): TensorReader<Slices> =>
  async (record, at, id, signal) => {
    const found = reads.get(id);
    if (!found) throw new TypeError(`No modality has a tensor ${id}`);
    const { spec, read } = found;
    if (at === null)
      return { spec, outcome: gap('never-recorded', 'There is no time of prediction to read it at.') };
    signal?.throwIfAborted();
    const outcome = await read(record, at, files, signal).catch((cause: unknown) => {
      signal?.throwIfAborted();
      // A place that did not answer. A mistake of the program is no missing picture, and goes on.
      if (isTagged(cause)) return gap('unreadable', cause.message);
      throw cause;
    });
    signal?.throwIfAborted();
    if (isTensor(outcome)) requireFinite(spec, outcome);
    return { spec, outcome };
  };
