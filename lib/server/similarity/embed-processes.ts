import { type ChildProcess, fork } from 'node:child_process';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { Files } from '#lib/contract/files.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { Member } from '#lib/similarity/profile.ts';
import type { EmbedReply, EmbedRequest, FileQuestion } from './embed-protocol.ts';

/** One patient to embed. */
export type EmbedTask = {
  readonly person: string;
  readonly record: PatientRecord<Slices>;
  readonly files: Files;
};

/** A member, or why there is none, as a sentence. */
export type Embedded = { readonly member: Member } | { readonly failure: string };

export type EmbedProcesses = {
  /** Tasks that may be handed over at a time. */
  readonly room: number;
  /** Rejects with `EmbedError` when a process ends before its time. */
  readonly embed: (task: EmbedTask) => Promise<Embedded>;
  readonly close: () => void;
};

/** The processes that embed cannot work: a broken system. */
export class EmbedError extends TaggedError {
  override readonly name = 'EmbedError';
  readonly tag = 'broken';
}

type InHand = {
  readonly files: Files;
  readonly resolve: (embedded: Embedded) => void;
  readonly reject: (error: Error) => void;
};

/** While one patient waits for a picture, the other is worked on. */
const IN_HAND = 2;
/** Beside a server that answers people. */
const LOW_PRIORITY = 10;

const LEAN = {
  NODE_COMPILE_CACHE: join(tmpdir(), 'consilium-compile-cache'),
  // glibc gives a picture's arrays back as soon as they are freed, not when the heap's end happens to be free.
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '1',
};

/** Run by Node as it stands, not by way of the app's bundle; the app is started in the project's root. */
const script = (): string =>
  join(/* turbopackIgnore: true */ process.cwd(), 'lib/server/similarity/embed.worker.ts');

async function fetchFile(files: Files, ask: FileQuestion): Promise<unknown> {
  if (ask.kind === 'binary') return files.binary(ask.reference);
  if (ask.kind === 'search') return (await files.searchStudy?.(ask.study, ask.path)) ?? null;
  const blob = await files.instance(ask.uids);
  return blob && new Uint8Array(await blob.arrayBuffer());
}

async function answerTo(
  question: number,
  files: Files | undefined,
  ask: FileQuestion,
): Promise<EmbedRequest> {
  try {
    return { type: 'file', question, value: files ? await fetchFile(files, ask) : null };
  } catch (cause) {
    return { type: 'no-file', question, because: cause instanceof Error ? cause.message : String(cause) };
  }
}

class EmbedProcess {
  readonly inHand = new Map<number, InHand>();
  readonly #child: ChildProcess;
  #why: string | null = null;

  constructor(isLowPriority: boolean) {
    this.#child = fork(script(), { serialization: 'advanced', env: { ...process.env, ...LEAN } });
    if (isLowPriority && this.#child.pid !== undefined) setPriority(this.#child.pid, LOW_PRIORITY);
    this.#child.on('message', (message: EmbedReply) => this.#hear(message));
    this.#child.on('exit', (code, signal) => this.#fail(`it ended with ${signal ?? code}`));
    this.#child.on('error', (error) => this.#fail(error.message));
  }

  #fail(why: string): void {
    this.#why ??= why;
    for (const { reject } of this.inHand.values())
      reject(new EmbedError(`A process that reads patients for the index did not go on: ${this.#why}`));
    this.inHand.clear();
  }

  #hear(message: EmbedReply): void {
    if (message.type === 'broken') {
      this.#fail(message.message);
      return;
    }
    const one = this.inHand.get(message.ticket);
    if (message.type === 'ask') {
      void answerTo(message.question, one?.files, message.ask).then((answer) => this.#send(answer));
      return;
    }
    this.inHand.delete(message.ticket);
    one?.resolve(message.type === 'done' ? { member: message.member } : { failure: message.message });
  }

  #send(request: EmbedRequest): void {
    if (this.#child.connected) this.#child.send(request);
  }

  embed(ticket: number, { person, record, files }: EmbedTask): Promise<Embedded> {
    return new Promise((resolve, reject) => {
      this.inHand.set(ticket, { files, resolve, reject });
      if (this.#why !== null || !this.#child.connected) return this.#fail('it had ended before');
      const { recordNumber, searchStudy } = files;
      const searches = searchStudy !== null;
      this.#send({ type: 'embed', ticket, person, record, recordNumber, searches });
    });
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

/** Starts processes that embed patients, each with networks of its own. `background`: they step back behind other work. */
export function openEmbedProcesses(count: number, background: boolean): EmbedProcesses {
  const processes = Array.from({ length: count }, () => new EmbedProcess(background));
  let tickets = 0;
  return {
    room: count * IN_HAND,
    embed(task) {
      tickets += 1;
      const [least] = processes.toSorted((a, b) => a.inHand.size - b.inHand.size);
      if (!least) throw new RangeError('There is no process to embed with');
      return least.embed(tickets, task);
    },
    close() {
      for (const one of processes) one.close();
    },
  };
}
