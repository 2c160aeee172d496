import { failureSentence } from '#lib/clinical/program-fault.ts';
import { decodePixels } from '#lib/dicom/deidentify/decode-pixels.ts';
import { deidentifyFile } from '#lib/dicom/deidentify/deidentify-file.ts';
import type { NamelessReply, NamelessRequest } from './nameless-image.ts';

const SECRET_BYTES = 32;

/** One for the page: what is replaced is the same in all pictures of a person, and in no other page. */
const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));

async function answer({ id, bytes }: NamelessRequest): Promise<NamelessReply> {
  try {
    const cleaned = await deidentifyFile(new Uint8Array(bytes), {
      secret,
      dates: 'remove',
      uids: 'hash',
      unsurePixels: 'refuse',
      decodePixels,
    });
    if ('refusal' in cleaned) return { id, refusal: cleaned.refusal };
    return { id, bytes: cleaned.bytes.slice().buffer };
  } catch (cause) {
    return { id, refusal: failureSentence('the picture could not be read', cause) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<NamelessRequest>) => {
  void answer(data).then((reply) =>
    self.postMessage(reply, { transfer: 'bytes' in reply ? [reply.bytes] : [] }),
  );
});
