import { failureSentence } from '#lib/clinical/program-fault.ts';
import { decodePixels } from '#lib/dicom/deidentify/decode-pixels.ts';
import { type DeidentifyTask, deidentifyFiles } from '#lib/dicom/deidentify/deidentify-files.ts';
import type { DeidentifyReply } from './deidentify-protocol.ts';

// Decoding and compressing run here; cancelling ends the worker.
const reply = (message: DeidentifyReply) => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<DeidentifyTask>) => {
  deidentifyFiles(data, decodePixels, (done) =>
    reply({ type: 'progress', done, files: data.files.length }),
  ).then(
    (result) => reply({ type: 'done', result }),
    (cause: unknown) =>
      reply({ type: 'failed', reason: failureSentence('The files could not be de-identified', cause) }),
  );
});
