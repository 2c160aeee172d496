import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stayOf } from '#lib/icu/hourly/fixtures/stays.ts';
import { explainStay } from '#lib/icu/stage-two/explain.ts';
import { stageTwoInputs } from '#lib/icu/stage-two/modalities.ts';
import { fromSent, type SentPatient, toSent } from '#lib/icu/stage-two/sent-patient.ts';
import { stageTwoFolder } from '#lib/icu/stage-two/session.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { ExplainError, explainInThread } from './explain-thread.ts';

const rising = Array.from({ length: 130 }, (_, hour) => 80 + hour / 4);
const sent: SentPatient = {
  patient: 'a',
  at: 0,
  ...toSent({
    stay: stayOf({
      'heart-rate': rising,
      lactate: rising.map((rate, hour) => (hour % 9 === 0 ? rate / 40 : null)),
    }),
    waveforms: [],
    known: null,
  }),
  stageOne: { deterioration: { model: 'icu-deterioration/1', probability: 0.999, threshold: 0.01 } },
  simulated: true,
};

describe('an explanation in a thread', () => {
  let session: OpenSession;
  beforeAll(async () => {
    session = await openNodeSession(join(process.cwd(), 'public', stageTwoFolder), stageTwoInputs);
  });
  afterAll(() => session.close());

  it('is what the same function gives here, of what is left of a long stay', async () => {
    expect(sent.stay.hours).toBe(120);
    const { receipt: there, ...told } = await explainInThread(sent, 'deterioration');
    const patient = fromSent(sent);
    const asked = {
      patient,
      hour: 119,
      question: 'deterioration',
      stageOne: sent.stageOne.deterioration ?? null,
    } as const;
    const { receipt: here, ...own } = await explainStay(session, asked);
    expect(told).toEqual(own);
    expect(there.model).toEqual(here.model);
    const hours = told.modalities
      .flatMap(({ factors }) => factors)
      .find(({ feature }) => feature === 'hours-in-unit');
    expect(hours?.text).toBe('130\u00a0h in the unit');
  });

  it('fails in a sentence, and goes on with the next', async () => {
    const broken = { ...sent, stay: { ...sent.stay, hours: -1 } };
    await expect(explainInThread(broken, 'sepsis')).rejects.toThrow(ExplainError);
    await expect(explainInThread(sent, 'sepsis')).resolves.toMatchObject({ question: 'sepsis' });
  });
});
