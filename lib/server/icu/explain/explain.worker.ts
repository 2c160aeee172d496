// Asks stage two of one patient after the other, in a thread of its own: a run takes seconds, and a server answers others meanwhile.
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import { HOUR_MS, hourOf } from '#lib/icu/bed/facts.ts';
import { explainStay } from '#lib/icu/stage-two/explain.ts';
import { stageTwoInputs } from '#lib/icu/stage-two/modalities.ts';
import { secondOpinionOf } from '#lib/icu/stage-two/second-opinion.ts';
import { fromSent } from '#lib/icu/stage-two/sent-patient.ts';
import { stageTwoFolder } from '#lib/icu/stage-two/session.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { ExplainReply, ExplainRequest } from './explain-protocol.ts';

const session = rememberPromise(() =>
  openNodeSession(join(process.cwd(), 'public', stageTwoFolder), stageTwoInputs),
);

async function answer(request: ExplainRequest): Promise<ExplainReply> {
  const { ticket, question, sent } = request;
  try {
    const patient = fromSent(sent);
    const newest = patient.stay.hours - 1;
    const opened = await session.get();
    if (request.ask === 'opinion') {
      const hour = newest - request.hoursBack;
      const over = (hourOf(sent.at) - request.hoursBack + 1) * HOUR_MS;
      const at = Math.min(sent.at, over);
      return { ticket, opinion: await secondOpinionOf(opened, { patient, hour, question, at }) };
    }
    const asked = { patient, hour: newest, question, stageOne: sent.stageOne[question] ?? null };
    return { ticket, explanation: await explainStay(opened, asked) };
  } catch (cause) {
    return { ticket, failure: cause instanceof Error ? cause.message : String(cause) };
  }
}

parentPort?.on('message', (request: ExplainRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
