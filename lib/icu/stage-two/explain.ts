// Stage two: why an alert was raised, by kind of data and by number, and since when. `modalities.ts` says what it reads.
import type { ModelSession } from '#lib/contract/session.ts';
import { gameOf, type ModalityShares, sharesOf } from './modality-shares.ts';
import { type OwenShare, owenGame, owenShares } from './owen.ts';
import { playersOf } from './players.ts';
import { predictAll, probabilityOf } from './predict.ts';
import type { Explanation, ExplanationModality, StageOneSide } from './report.ts';
import { type ReadModality, readModalities, type WindowSession, windowSession } from './session.ts';
import { readWindow, type StageTwoPatient } from './window.ts';
import { factorText } from './words.ts';

/** Hours over which it is told when each began. */
const BEGAN_HOURS = 12;

export type StageTwoAsked = {
  readonly patient: StageTwoPatient;
  /** Entries 0 to `hour` are read. */
  readonly hour: number;
  readonly question: Explanation['question'];
  /** What the model that decides says of the same hour; `null`: nothing. */
  readonly stageOne: StageOneSide | null;
};

const percent = (probability: number): string => `${(100 * probability).toFixed(1)} %`;

function disagreementOf(one: StageOneSide | null, probability: number, threshold: number): string | null {
  if (!one || one.probability >= one.threshold === probability >= threshold) return null;
  const [said, not] = probability >= threshold ? ['would', 'does not'] : ['would not', 'does'];
  return (
    `The two models disagree: ${one.model}, which decides, ${not} warn (${percent(one.probability)}, threshold ` +
    `${percent(one.threshold)}); this one ${said} (${percent(probability)}, threshold ${percent(threshold)}).`
  );
}

/** The modalities' shares at the hour and at each one before it, oldest first; all in one batch. */
async function course(
  session: WindowSession,
  { patient, hour }: StageTwoAsked,
  column: number,
  signal?: AbortSignal,
): Promise<readonly (ModalityShares & { readonly hoursAgo: number })[]> {
  const modalities = readModalities(session.manifest);
  const hours = Array.from({ length: Math.min(BEGAN_HOURS, hour + 1) }, (_, ago) => ago).reverse();
  const games = hours.map((ago) => {
    const window = readWindow(patient, hour - ago, modalities);
    return gameOf(window, playersOf(window, modalities));
  });
  const asked = games.flatMap((game) => game.asked);
  const payoffs = (await predictAll(session, asked, signal))[column] ?? new Float32Array();
  let first = 0;
  return games.map((game, k) => {
    const from = first;
    first += game.asked.length;
    return { hoursAgo: hours[k] ?? 0, ...sharesOf(game, (row) => payoffs[from + row] ?? Number.NaN) };
  });
}

function toModality(
  { patient, hour }: StageTwoAsked,
  modality: ReadModality,
  share: number,
  own: readonly OwenShare[],
): ExplanationModality {
  const factors = own.flatMap(({ player, share: part, standardError }) => {
    const feature = modality.features[player.feature];
    if (!feature) return [];
    const text = factorText(patient, hour, modality, feature);
    const simulatedAlone = modality.simulatedAlone.has(feature.id);
    return [{ feature: feature.id, text, share: part, standardError, simulatedAlone }];
  });
  return {
    id: modality.id,
    label: modality.label,
    share,
    factors: factors.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share)),
  };
}

/**
 * Exact Shapley values of the kinds of data, sampled Owen values of the numbers within, and the former at each of the last
 * hours. Rejects as `ModelSession.run` does; throws `TypeError` for another kind of model.
 */
export async function explainStay(
  opened: ModelSession,
  asked: StageTwoAsked,
  signal?: AbortSignal,
): Promise<Explanation> {
  const started = performance.now();
  const session = windowSession(opened);
  const { manifest, backend } = session;
  const modalities = readModalities(manifest);
  const column = manifest.questions.findIndex(({ id }) => id === asked.question);
  const question = manifest.questions[column];
  if (!question) throw new TypeError(`Model ${manifest.id} is not asked of ${asked.question}`);
  const began = await course(session, asked, column, signal);
  const now = began.at(-1) ?? { hoursAgo: 0, base: Number.NaN, total: Number.NaN, shares: new Map() };
  const window = readWindow(asked.patient, asked.hour, modalities);
  const game = owenGame(window, playersOf(window, modalities));
  const payoffs = (await predictAll(session, game.asked, signal))[column] ?? new Float32Array();
  const numbers = owenShares(game, (row) => payoffs[row] ?? Number.NaN, now.shares);
  const told = modalities.flatMap((modality) => {
    const share = now.shares.get(modality.id);
    const own = numbers.filter(({ player }) => player.modality === modality.id);
    return share === undefined ? [] : [toModality(asked, modality, share, own)];
  });
  const probability = probabilityOf(now.total);
  const threshold = question.threshold.probability;
  return {
    question: asked.question,
    horizonHours: question.horizonHours,
    windowHours: manifest.windowHours,
    probability,
    threshold,
    logOdds: now.total,
    base: now.base,
    modalities: told.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share)),
    missing: modalities.filter(({ id }) => !now.shares.has(id)).map(({ id, label }) => ({ id, label })),
    began: began.map(({ hoursAgo, total, shares }) => ({
      hoursAgo,
      logOdds: total,
      shares: Object.fromEntries(shares),
    })),
    orders: game.orders.length,
    stageOne: asked.stageOne,
    disagreement: disagreementOf(asked.stageOne, probability, threshold),
    receipt: {
      model: { id: manifest.id, version: manifest.version, graph: manifest.graphs[0]?.file.sha256 ?? '' },
      backend,
      durationMs: performance.now() - started,
    },
  };
}
