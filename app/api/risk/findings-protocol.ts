import type { Moment } from '#lib/clinical/moment.ts';
import type { InstanceUids } from '#lib/contract/files.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** What is asked of the thread that reads pictures; each question has a ticket. */
export type FindingsRequest =
  | {
      readonly type: 'read';
      readonly ticket: number;
      readonly record: PatientRecord<Slices>;
      readonly times: readonly Moment[];
      readonly recordNumber: string | null;
    }
  /** The answer to its own question for a picture; `bytes` `null`: the archive has none. */
  | { readonly type: 'instance'; readonly ticket: number; readonly bytes: ArrayBuffer | null }
  | { readonly type: 'no-instance'; readonly ticket: number; readonly because: string };

/** What the thread says. */
export type FindingsReply =
  | { readonly type: 'instance'; readonly ticket: number; readonly uids: InstanceUids }
  /** The slice with what the networks read. */
  | { readonly type: 'done'; readonly ticket: number; readonly imaging: ImagingSlice | undefined }
  /** `tag` `null`: no failure that the program knows, but a fault of it. */
  | {
      readonly type: 'failed';
      readonly ticket: number;
      readonly name: string;
      readonly tag: string | null;
      readonly message: string;
    };
