import { findModel } from '#lib/models/index.ts';
import { readChartFiles } from '../chart-files.ts';
import { openImageFolder } from '../image-folder.ts';
import { openPictureNetworks } from '../picture-networks.ts';
import { landmarkRows, type PatientRows } from './landmark-rows.ts';

/** The files that one process reads, and what for. */
export type RowShare = {
  readonly files: readonly string[];
  /** Folder with the pictures of the charts; `null`: there is none. */
  readonly images: string | null;
  readonly model: string;
  readonly features: readonly string[];
  readonly days: readonly number[];
};

/** Reads a share and tells the parent each patient's rows. */
async function read({ files, images, model: id, features, days }: RowShare): Promise<void> {
  const model = findModel(id);
  if (!model) throw new TypeError(`There is no model ${id}`);
  const request = {
    model,
    features,
    days,
    images: images === null ? null : await openImageFolder(images),
    networks: images === null ? [] : await openPictureNetworks(),
  };
  for (const file of files)
    for await (const { charts } of readChartFiles([file]))
      for (const chart of charts) {
        const told: PatientRows = await landmarkRows(chart, request);
        process.send?.(told);
      }
}

process.once('message', (share: RowShare) => {
  read(share).then(
    () => process.disconnect(),
    (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`);
      process.exit(1);
    },
  );
});
