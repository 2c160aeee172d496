// Explains alerts one after the other, in a thread of its own: a run takes seconds, and a server answers others meanwhile.
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { explainStay } from '#lib/icu/stage-two/explain.ts';
import { stageTwoInputs } from '#lib/icu/stage-two/modalities.ts';
import { fromSent } from '#lib/icu/stage-two/sent-patient.ts';
import { stageTwoFolder } from '#lib/icu/stage-two/session.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { ExplainReply, ExplainRequest } from './explain-protocol.ts';

const session = rememberPromise(() =>
  openNodeSession(join(process.cwd(), 'public', stageTwoFolder), stageTwoInputs),
);

async function answer({ ticket, question, sent }: ExplainRequest): Promise<ExplainReply> {
  try {
    const patient = fromSent(sent);
    const asked = {
      patient,
      hour: patient.stay.hours - 1,
      question,
      stageOne: sent.stageOne[question] ?? null,
    };
    return { ticket, explanation: await explainStay(await session.get(), asked) };
  } catch (cause) {
    return { ticket, failure: cause instanceof Error ? cause.message : String(cause) };
  }
}

parentPort?.on('message', (request: ExplainRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
