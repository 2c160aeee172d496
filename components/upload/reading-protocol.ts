import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { ChosenFile } from '#lib/intake/chosen-file.ts';
import type { DeviceExport } from '#lib/intake/devices/device-exports.ts';
import type { UploadedWearable } from '#lib/intake/devices/uploaded-wearable.ts';
import type { ReadUpload } from '#lib/intake/read-upload.ts';
import type { DeviceAnswers } from '#lib/signal/readers/device-question.ts';

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
