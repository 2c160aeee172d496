import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { SecondOpinion } from '#lib/icu/alerts/alert.ts';
import type { Explanation } from '#lib/icu/stage-two/report.ts';
import type { SentPatient } from '#lib/icu/stage-two/sent-patient.ts';
import type { ExplainReply, ExplainRequest, StageTwoQuestion } from './explain-protocol.ts';

/** Stage two cannot be run here: a broken system. */
export class ExplainError extends TaggedError {
  override readonly name = 'ExplainError';
  readonly tag = 'broken';
}

type Waiting = {
  readonly resolve: (reply: ExplainReply) => void;
  readonly reject: (error: ExplainError) => void;
};

/** Run by Node as it stands, not by way of the app's bundle; the app is started in the project's root. */
const script = (): URL =>
  pathToFileURL(join(/* turbopackIgnore: true */ process.cwd(), 'lib/server/icu/explain/explain.worker.ts'));

let thread: Worker | undefined;
let tickets = 0;
const waiting = new Map<number, Waiting>();

function start(): Worker {
  const worker = new Worker(script());
  worker.on('message', (reply: ExplainReply) => {
    const one = waiting.get(reply.ticket);
    waiting.delete(reply.ticket);
    // Nobody waits: the thread must not keep the process from ending.
    if (waiting.size === 0) worker.unref();
    if ('failure' in reply) one?.reject(new ExplainError(`Stage two gave no answer: ${reply.failure}`));
    else one?.resolve(reply);
  });
  const fail = () => {
    if (thread !== worker) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(new ExplainError('The thread of stage two ended.'));
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  return worker;
}

/** A thread that died is replaced at the next call. */
function askThread(question: StageTwoQuestion): Promise<ExplainReply> {
  thread ??= start();
  tickets += 1;
  const request: ExplainRequest = { ticket: tickets, ...question };
  return new Promise((resolve, reject) => {
    waiting.set(request.ticket, { resolve, reject });
    thread?.ref();
    thread?.postMessage(request);
  });
}

const otherReply = () => new ExplainError('The thread of stage two answered another question.');

/** The explanation of the newest hour of a patient. Rejects with `ExplainError`. */
export async function explainInThread(
  sent: SentPatient,
  question: Explanation['question'],
): Promise<Explanation> {
  const reply = await askThread({ ask: 'explanation', sent, question });
  if ('explanation' in reply) return reply.explanation;
  throw otherReply();
}

/** What stage two says of an hour of a patient, without reasons. Rejects with `ExplainError`. */
export async function opinionInThread(
  sent: SentPatient,
  question: Explanation['question'],
  hoursBack: number,
): Promise<SecondOpinion> {
  const reply = await askThread({ ask: 'opinion', sent, question, hoursBack });
  if ('opinion' in reply) return reply.opinion;
  throw otherReply();
}
