import type { Moment } from '#lib/clinical/moment.ts';
import type { InstanceUids } from '#lib/contract/files.ts';
import type { TensorOutcome } from '#lib/contract/modality.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** Where the files of one patient are, as plain data that crosses to a worker. */
export type FilesPlace = {
  readonly patientId: string;
  readonly recordNumber: string | null;
  /** The app's own DICOMweb address may be asked for pictures. */
  readonly archive: boolean;
  /** Pictures that the reader chose beside the chart. */
  readonly pictures: readonly { readonly uids: InstanceUids; readonly file: Blob }[];
};

/** What the page asks of the worker that reads tensors. */
export type TensorRequest =
  | {
      readonly type: 'read';
      readonly id: number;
      readonly tensor: string;
      /** The slice of the tensor's own modality alone. */
      readonly slices: Partial<Slices>;
      /** What is on the chart and was not read: a missing slice is told from an empty chart by it. */
      readonly deferred: readonly string[];
      readonly at: Moment | null;
      readonly place: FilesPlace;
    }
  | { readonly type: 'cancel'; readonly id: number };

export type TensorReply =
  | { readonly type: 'read'; readonly id: number; readonly outcome: TensorOutcome }
  /** A fault of the program: bad data is a gap in the outcome. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
