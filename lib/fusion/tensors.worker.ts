import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import { isTensor } from '#lib/contract/modality.ts';
import { fetchInstance } from '#lib/dicom/dicomweb/fetch-instance.ts';
import { tensorReader } from './read-tensor.ts';
import type { FilesPlace, TensorReply, TensorRequest } from './tensor-protocol.ts';

// Pictures are fetched and decoded here, so that a model that reads them never holds up the page.
const running = new Map<number, AbortController>();

const reply = (message: TensorReply, transfer: Transferable[] = []) =>
  self.postMessage(message, { transfer });

function instanceIn({ archive, pictures }: FilesPlace): Files['instance'] {
  return async (uids, signal) => {
    const chosen = pictures.find(
      (one) => one.uids.instance === uids.instance && one.uids.study === uids.study,
    );
    if (chosen) return chosen.file;
    if (!archive) return null;
    const file = await fetchInstance(uids, signal);
    return file && new Blob([file]);
  };
}

async function fetchAsset(path: string, signal?: AbortSignal): Promise<Blob> {
  const answer = await fetch(path, { ...(signal && { signal }) });
  if (answer.ok) return answer.blob();
  throw new UnreadableSource(`${path} could not be fetched: HTTP ${answer.status}.`);
}

async function read(request: Extract<TensorRequest, { type: 'read' }>): Promise<void> {
  const { id, tensor, slices, deferred, at, place } = request;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const { patientId, recordNumber } = place;
    const files = filesOf(patientId, { recordNumber, instance: instanceIn(place), asset: fetchAsset });
    const outcome = await tensorReader(files)({ slices, deferred }, at, tensor, controller.signal);
    const data = isTensor(outcome.outcome) ? [outcome.outcome.tensor.data.buffer as ArrayBuffer] : [];
    reply({ type: 'read', id, outcome }, data);
  } catch (cause) {
    if (!controller.signal.aborted)
      reply({ type: 'failed', id, message: cause instanceof Error ? cause.message : String(cause) });
  } finally {
    running.delete(id);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<TensorRequest>) => {
  if (data.type === 'read') void read(data);
  else running.get(data.id)?.abort();
});
