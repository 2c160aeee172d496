import { parentPort } from 'node:worker_threads';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import { readFindings } from '#lib/fusion/read-findings.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { models } from '#lib/models/index.ts';
import type { FindingsReply, FindingsRequest } from './findings-protocol.ts';
import { keptSession } from './kept-sessions.ts';

type Bytes = ArrayBuffer | null;
type Waiting = { readonly resolve: (bytes: Bytes) => void; readonly reject: (error: Error) => void };
type Read = Extract<FindingsRequest, { type: 'read' }>;

const networks = rememberPromise(() =>
  Promise.all(models.filter(({ kind }) => kind === 'findings').map(keptSession)),
);

/** One picture at a time is asked for by each question. */
const waiting = new Map<number, Waiting>();

const reply = (message: FindingsReply): void => parentPort?.postMessage(message);

function instanceFor(ticket: number): Files['instance'] {
  return async (uids) => {
    const bytes = await new Promise<Bytes>((resolve, reject) => {
      waiting.set(ticket, { resolve, reject });
      reply({ type: 'instance', ticket, uids });
    });
    return bytes && new Blob([bytes]);
  };
}

async function read({ ticket, record, times, recordNumber }: Read): Promise<void> {
  const files = filesOf(record.patient.id, { recordNumber, instance: instanceFor(ticket) });
  try {
    const asked = { times, readTensor: tensorReader(files) };
    const { slices } = await readFindings(record, await networks.get(), asked);
    reply({ type: 'done', ticket, imaging: slices.imaging });
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    reply({ type: 'failed', ticket, name, tag: isTagged(cause) ? cause.tag : null, message });
  }
}

function answered(request: Exclude<FindingsRequest, Read>): void {
  const one = waiting.get(request.ticket);
  waiting.delete(request.ticket);
  if (request.type === 'instance') one?.resolve(request.bytes);
  else one?.reject(new UnreadableSource(request.because));
}

/** Decodes pictures and asks the networks about them, away from the thread that answers requests. */
parentPort?.on('message', (request: FindingsRequest) => {
  if (request.type === 'read') void read(request);
  else answered(request);
});
