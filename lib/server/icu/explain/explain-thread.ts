import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { Explanation } from '#lib/icu/stage-two/report.ts';
import type { SentPatient } from '#lib/icu/stage-two/sent-patient.ts';
import type { ExplainReply, ExplainRequest } from './explain-protocol.ts';

/** Stage two cannot be run here: a broken system. */
export class ExplainError extends TaggedError {
  override readonly name = 'ExplainError';
  readonly tag = 'broken';
}

type Waiting = {
  readonly resolve: (explanation: Explanation) => void;
  readonly reject: (error: ExplainError) => void;
};

/** Run by Node as it stands, not by way of the app's bundle; the app is started in the project's root. */
const script = (): string =>
  join(/* turbopackIgnore: true */ process.cwd(), 'lib/server/icu/explain/explain.worker.ts');

let running: Worker | null = null;
let tickets = 0;
const waiting = new Map<number, Waiting>();

function hear(reply: ExplainReply): void {
  const one = waiting.get(reply.ticket);
  waiting.delete(reply.ticket);
  if ('explanation' in reply) one?.resolve(reply.explanation);
  else one?.reject(new ExplainError(`Stage two gave no explanation: ${reply.failure}`));
}

function ended(why: string): void {
  running = null;
  for (const { reject } of waiting.values()) reject(new ExplainError(`Stage two did not go on: ${why}.`));
  waiting.clear();
}

function started(): Worker {
  if (running) return running;
  const worker = new Worker(script());
  worker.on('message', hear);
  worker.on('error', (error) => ended(error.message));
  worker.on('exit', (code) => ended(`its thread ended with ${code}`));
  // It keeps no process alive that has nothing else to do.
  worker.unref();
  running = worker;
  return worker;
}

/** The explanation of the newest hour of a patient. Rejects with `ExplainError`; the next call starts a new thread. */
export function explainInThread(sent: SentPatient, question: Explanation['question']): Promise<Explanation> {
  tickets += 1;
  const request: ExplainRequest = { ticket: tickets, question, sent };
  return new Promise((resolve, reject) => {
    waiting.set(request.ticket, { resolve, reject });
    started().postMessage(request);
  });
}
