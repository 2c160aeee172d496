import type { InstanceUids } from '#lib/contract/files.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { Member } from '#lib/similarity/profile.ts';

/** What a process that embeds asks for beside a chart; each question waits for its answer. */
export type FileQuestion =
  | { readonly kind: 'instance'; readonly uids: InstanceUids }
  | { readonly kind: 'binary'; readonly reference: string }
  | { readonly kind: 'search'; readonly study: string; readonly path: string };

/** What it is told. */
export type EmbedRequest =
  | {
      readonly type: 'embed';
      readonly ticket: number;
      readonly person: string;
      readonly record: PatientRecord<Slices>;
      readonly recordNumber: string | null;
      /** Whether there is an archive to search. */
      readonly searches: boolean;
    }
  | { readonly type: 'file'; readonly question: number; readonly value: unknown }
  | { readonly type: 'no-file'; readonly question: number; readonly because: string };

/** What it says. */
export type EmbedReply =
  | { readonly type: 'done'; readonly ticket: number; readonly member: Member }
  | { readonly type: 'failed'; readonly ticket: number; readonly message: string }
  /** What it was opened for cannot be had: it ends. */
  | { readonly type: 'broken'; readonly message: string }
  | {
      readonly type: 'ask';
      readonly ticket: number;
      readonly question: number;
      readonly ask: FileQuestion;
    };
