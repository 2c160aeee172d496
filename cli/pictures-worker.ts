import { join } from 'node:path';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { patientId } from '#lib/simulator/patient.ts';
import { NpyTable } from './npy-table.ts';
import { type PictureSetRequest, patientPictures, pictureSetShapes } from './picture-set.ts';

/** Which patients a process takes: every `step`th from `first` on. */
export type PictureShare = {
  readonly request: PictureSetRequest;
  readonly out: string;
  readonly first: number;
  readonly step: number;
};

/** Renders the pictures of a share, writes their tensors, and tells the parent each patient's line. */
async function write({ request, out, first, step }: PictureShare): Promise<void> {
  const encode = await loadJpegEncoder();
  const tables = new Map<string, NpyTable>();
  for (const [id, shape] of pictureSetShapes)
    tables.set(id, await NpyTable.open(join(out, `${id}.npy`), shape));
  for (let index = first; index < request.patients; index += step) {
    const pictures: Record<string, object> = {};
    for await (const { id, tensor, truth } of patientPictures(request, index, encode)) {
      await tables.get(id)?.write(index, tensor);
      pictures[id] = truth;
    }
    process.send?.({ index, patient: patientId(request.seed, index), pictures });
  }
  for (const table of tables.values()) await table.close();
}

process.once('message', (share: PictureShare) => {
  write(share).then(
    () => process.disconnect(),
    (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`);
      process.exit(1);
    },
  );
});
