import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { Explanation } from '#lib/icu/stage-two/report.ts';
import { type SentPatient, sentPatient } from '#lib/icu/stage-two/sent-patient.ts';

/** An explanation with whose it is and up to when data was read. */
export type ToldExplanation = {
  readonly explanation: Explanation;
  readonly at: number;
  readonly simulated: boolean;
};

/** The tab's one worker with the model; nothing of it is loaded before somebody asks. */
const service = rememberPromise(async () => {
  const [{ createSessionService }, { stageTwoInputs }, { stageTwoFolder }] = await Promise.all([
    import('#lib/inference/session-service.ts'),
    import('#lib/icu/stage-two/modalities.ts'),
    import('#lib/icu/stage-two/session.ts'),
  ]);
  return createSessionService({ location: stageTwoFolder, own: stageTwoInputs, backend: 'wasm' });
});

async function fetchPatient(patient: string, signal: AbortSignal): Promise<SentPatient> {
  const response = await fetch(`/api/icu/patients/${encodeURIComponent(patient)}/window`, { signal });
  if (response.status === 404) throw new Error('Nothing that was measured of this patient is kept yet.');
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return sentPatient.parse(await response.json());
}

/** Explains a patient's newest hour in this browser. Rejects with `ModelError`, with the signal's reason, or with a sentence. */
export async function explainAlert(
  patient: string,
  condition: AlertCondition,
  signal: AbortSignal,
): Promise<ToldExplanation> {
  const [sent, sessions, { explainStay }, { fromSent }] = await Promise.all([
    fetchPatient(patient, signal),
    service.get(),
    import('#lib/icu/stage-two/explain.ts'),
    import('#lib/icu/stage-two/sent-patient.ts'),
  ]);
  const known = fromSent(sent);
  const asked = {
    patient: known,
    hour: known.stay.hours - 1,
    question: condition,
    stageOne: sent.stageOne[condition] ?? null,
  };
  const explanation = await explainStay(await sessions.load(), asked, signal);
  return { explanation, at: sent.at, simulated: sent.simulated };
}
