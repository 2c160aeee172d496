import type { Issue } from '#lib/clinical/issue.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { DeviceAnswers } from '#lib/signal/readers/device-question.ts';
import type { ChosenFile } from './chosen-file.ts';
import type { DeviceExport } from './device-exports.ts';
import type { UnreadableGenome, UploadedGenome } from './uploaded-genome.ts';
import type { UploadedWearable } from './uploaded-wearable.ts';

/** Everything found in the dropped files; records are plain data and survive `structuredClone`. */
export type ReadUpload = {
  readonly records: readonly PatientRecord<Slices>[];
  /** Patients of the DICOM files; nothing joins them to `records` but their own identifiers. */
  readonly patients: readonly PatientGroup[];
  /** The DICOM files, by `PlacedInstance.at`. */
  readonly sources: readonly Blob[];
  /** Genotype files; which person each belongs to only the user says. */
  readonly genomes: readonly UploadedGenome[];
  /** Genotype files of which no genome could be drawn. */
  readonly unreadableGenomes: readonly UnreadableGenome[];
  /** Files of devices; which person each belongs to only the user says. */
  readonly wearables: readonly UploadedWearable[];
  /** About files and resources; what concerns one patient's chart or one device stands there. */
  readonly issues: readonly Issue[];
};

/** From the page to the worker, once: files to read, or a device's files to read again as the user has answered. */
export type ReadRequest =
  | {
      readonly type: 'read';
      readonly files: readonly ChosenFile[];
      /** What the server reads its charts with; a mapping among the files takes its place. */
      readonly siteMap: LoadedSiteMap | null;
    }
  | { readonly type: 'read-again'; readonly source: DeviceExport; readonly answers: DeviceAnswers };

/** From the worker to the page. */
export type ReadReply =
  | {
      readonly type: 'progress';
      readonly file: string;
      readonly done: number;
      readonly files: number;
    }
  | { readonly type: 'read'; readonly upload: ReadUpload }
  | { readonly type: 'read-again'; readonly wearable: UploadedWearable }
  | { readonly type: 'failed'; readonly reason: string };
