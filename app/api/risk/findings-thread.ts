import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Files, InstanceUids } from '#lib/contract/files.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { FindingsReply, FindingsRequest } from './findings-protocol.ts';

/** The record with what the networks of this program read from its pictures as of some times. */
export type ReadFindings = (
  record: PatientRecord<Slices>,
  times: readonly Moment[],
  files: Files,
) => Promise<PatientRecord<Slices>>;

type Waiting = {
  readonly files: Files;
  readonly resolve: (imaging: ImagingSlice | undefined) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Run by Node as it stands, not by way of the app's bundle: the decoders find their WebAssembly beside their own files. The app
 * is started in the project's root.
 */
const script = (): URL =>
  pathToFileURL(join(/* turbopackIgnore: true */ process.cwd(), 'app/api/risk/findings.worker.ts'));

/** A known failure keeps its name and tag, by which it is known again. */
function failureOf({ name, tag, message }: Extract<FindingsReply, { type: 'failed' }>): Error {
  const error = new Error(message);
  return tag === null ? error : Object.assign(error, { name, tag });
}

/** A picture for the thread, or why there is none. */
async function fetchFor(ticket: number, files: Files, uids: InstanceUids): Promise<FindingsRequest> {
  try {
    const blob = await files.instance(uids);
    return { type: 'instance', ticket, bytes: blob && (await blob.arrayBuffer()) };
  } catch (cause) {
    const because = cause instanceof Error ? cause.message : String(cause);
    return { type: 'no-instance', ticket, because };
  }
}

/** Starts the thread at the first chart with pictures; one that dies fails what it had and is replaced at the next. */
export function openFindingsThread(): ReadFindings {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let tickets = 0;

  function settle(reply: Exclude<FindingsReply, { type: 'instance' }>): void {
    const one = waiting.get(reply.ticket);
    waiting.delete(reply.ticket);
    if (reply.type === 'done') one?.resolve(reply.imaging);
    else one?.reject(failureOf(reply));
  }

  function start(): Worker {
    const worker = new Worker(script());
    worker.unref();
    worker.on('message', (reply: FindingsReply) => {
      if (reply.type !== 'instance') return settle(reply);
      const files = waiting.get(reply.ticket)?.files;
      if (files) void fetchFor(reply.ticket, files, reply.uids).then((sent) => worker.postMessage(sent));
    });
    const fail = (cause: unknown) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of waiting.values())
        reject(new Error('The thread that reads pictures ended.', { cause }));
      waiting.clear();
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    return worker;
  }

  function ask(record: PatientRecord<Slices>, times: readonly Moment[], files: Files) {
    thread ??= start();
    tickets += 1;
    const request: FindingsRequest = {
      type: 'read',
      ticket: tickets,
      record,
      times,
      recordNumber: files.recordNumber,
    };
    return new Promise<ImagingSlice | undefined>((resolve, reject) => {
      waiting.set(request.ticket, { files, resolve, reject });
      thread?.postMessage(request);
    });
  }

  return async (record, times, files) => {
    const { ehr, imaging } = record.slices;
    if (!imaging) return record;
    // A week of recordings is not copied over for a picture.
    const read = await ask({ ...record, slices: { ...(ehr && { ehr }), imaging } }, times, files);
    return { ...record, slices: { ...record.slices, imaging: read ?? imaging } };
  };
}
