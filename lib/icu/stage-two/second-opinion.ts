import type { ModelSession } from '#lib/contract/session.ts';
import type { SecondOpinion } from '../alerts/alert.ts';
import { playersOf } from './players.ts';
import { predictAll, probabilityOf } from './predict.ts';
import type { Explanation } from './report.ts';
import { readModalities, windowSession } from './session.ts';
import { readWindow, type StageTwoPatient } from './window.ts';

export type OpinionAsked = {
  readonly patient: StageTwoPatient;
  /** Entries 0 to `hour` are read. */
  readonly hour: number;
  readonly question: Explanation['question'];
  /** Up to which readings they hold, ms since the epoch. */
  readonly at: number;
};

/**
 * Whether stage two would have warned too: one run, without reasons. Rejects as `ModelSession.run` does; throws `TypeError` for
 * another kind of model, or one that is not asked this.
 */
export async function secondOpinionOf(
  opened: ModelSession,
  { patient, hour, question, at }: OpinionAsked,
): Promise<SecondOpinion> {
  const session = windowSession(opened);
  const { manifest } = session;
  const column = manifest.questions.findIndex(({ id }) => id === question);
  const threshold = manifest.questions[column]?.threshold.probability;
  if (threshold === undefined) throw new TypeError(`Model ${manifest.id} is not asked of ${question}`);
  const modalities = readModalities(manifest);
  const window = readWindow(patient, hour, modalities);
  const players = playersOf(window, modalities);
  const [logOdds] = (await predictAll(session, [{ window, shown: new Set(players) }]))[column] ?? [];
  const probability = probabilityOf(logOdds ?? Number.NaN);
  const known = new Set(players.map(({ modality }) => modality));
  return {
    model: `${manifest.id}/${manifest.version}`,
    probability,
    threshold,
    agrees: probability >= threshold,
    at,
    missing: modalities.flatMap(({ id, label }) => (known.has(id) ? [] : [label])),
  };
}
