'use client';

import { filesPlace } from '#components/panels/files-place.ts';
import { readmissionSession, sessionLoader } from '#components/scoring/model-sessions.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import { createPictureReading, type PictureReading } from './picture-reading.ts';
import { savesData, untilQuiet } from './quiet-page.ts';
import type { Worklist } from './worklist-state.ts';

/** What the hospital's archive holds of a row, as the patient's page would read it: what one has read the other need not. */
async function read(row: WorklistRow, signal: AbortSignal): Promise<WorklistRow> {
  const [{ models }, { workerTensors }, { readRowPictures }] = await Promise.all([
    import('#lib/models/index.ts'),
    import('#lib/fusion/worker-tensors.ts'),
    import('#lib/worklist/read-row-pictures.ts'),
  ]);
  const readers = models.filter(({ kind }) => kind === 'findings');
  const [{ manifest }, ...networks] = await Promise.all([
    readmissionSession.load(),
    ...readers.map(({ id }) => sessionLoader(id).load()),
  ]);
  if (manifest.kind !== 'survival') throw new TypeError(`Model ${manifest.id} gives no survival`);
  const readTensor = workerTensors(filesPlace(row, { archive: 'hospital', pictures: [] }));
  return readRowPictures(row, { networks, readTensor, manifest }, signal);
}

let reading: PictureReading | undefined;

/** The tab's one reading of the list's pictures; like the list it outlives a visit to another screen. */
export function tabPictures(worklist: Worklist): PictureReading {
  reading ??= createPictureReading({
    worklist,
    read,
    untilQuiet,
    isOnline: () => navigator.onLine,
    objection: () => (savesData() ? 'This device asks to save data' : null),
  });
  return reading;
}
