import { failureSentence } from '#lib/clinical/program-fault.ts';
import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import { openPictureOrFilm } from './open-picture-or-film.ts';
import { PictureDesk } from './picture-desk.ts';
import type { PictureReply, PictureRequest } from './picture-protocol.ts';

// Parsing and decoding run here.
const desk = new PictureDesk(openPictureOrFilm);

function transferable(answer: PictureReply['answer']): Transferable[] {
  if (answer === null || !('ok' in answer) || !answer.ok || answer.value === null) return [];
  if ('rgba' in answer.value) return [answer.value.rgba.buffer];
  if ('extension' in answer.value) return [answer.value.bytes.buffer];
  if (!('kind' in answer.value)) return [];
  const frame: DisplayFrame = answer.value;
  const arrays = frame.kind === 'colour' ? [frame.rgb] : [frame.codes, ...(frame.exact ? [frame.exact] : [])];
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

async function serve(request: PictureRequest): Promise<void> {
  try {
    const answer = await desk.answer(request);
    const reply: PictureReply = { id: request.id, answer, failure: null };
    self.postMessage(reply, { transfer: transferable(answer) });
  } catch (cause) {
    const failure = failureSentence('The picture could not be read', cause);
    self.postMessage({ id: request.id, answer: null, failure } satisfies PictureReply);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<PictureRequest>) => void serve(data));
