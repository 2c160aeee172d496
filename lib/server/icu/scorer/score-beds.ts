import type { AlertFactor } from '#lib/icu/alerts/alert.ts';
import type { PatientScore, ScoredPatient, ScoreReceipt } from '#lib/icu/alerts/score.ts';
import type { BedState } from '#lib/icu/bed/bed-state.ts';
import { type KnownStay, stayOf } from '#lib/icu/bed/bed-stay.ts';
import { HOUR_MS, hourOf, type Reading } from '#lib/icu/bed/facts.ts';
import { channelOf } from '#lib/icu/hourly/channels.ts';
import { rulesAt } from '#lib/icu/rules/rules-at.ts';
import type { WallRule } from '#lib/icu/wall/wall-message.ts';
import type { Assigned } from '../arms/assign-arms.ts';
import type { Arms } from '../arms/open-arms.ts';
import type { AskedHour, BedModel } from './bed-model.ts';
import {
  type ChosenModel,
  chosenModel,
  type ModelChoice,
  modelChoices,
  shadowModel,
} from './chosen-models.ts';
import type { WatchedBed } from './ward.ts';

/** Of a probability below this share of the threshold nobody asks why. */
const EXPLAINED_FROM = 0.5;
/** Of event time: reasons change by the hour, and cost a hundred scores. */
const EXPLAINED_FOR_MS = 5 * 60_000;

export type ScoredWhere = { readonly log: string; readonly positions: ReadonlyMap<number, bigint> };

type Explained = { readonly at: number; readonly above: boolean; readonly factors: readonly AlertFactor[] };
type ArmsByPatient = ReadonlyMap<string, Assigned>;
type Bed = { readonly patient: string; readonly bed: WatchedBed; readonly known: KnownStay };

/** Scores beds and remembers why for some minutes. */
export type BedScorer = (
  beds: readonly { readonly patient: string; readonly bed: WatchedBed }[],
  where: ScoredWhere,
) => Promise<readonly ScoredPatient[]>;

const isWallRule = (id: string): id is WallRule['id'] =>
  id === 'news2' || id === 'qsofa' || id === 'sirs' || id === 'shock-index';

const rulesOf = ({ stay, hour }: AskedHour): readonly WallRule[] =>
  Object.values(rulesAt(stay, hour)).flatMap(({ id, value, missing }) =>
    isWallRule(id) ? [{ id, value, missing }] : [],
  );

function inputsOf({ state }: WatchedBed): ScoreReceipt['inputs'] {
  const last = new Map<string, Reading>();
  for (const reading of state.readings()) {
    const known = last.get(reading.channel);
    if (!known || reading.at > known.at) last.set(reading.channel, reading);
  }
  return [...last.values()].map(({ channel, value, at, event }) => ({
    feature: channel,
    value,
    unit: channelOf(channel).unit,
    at,
    event,
  }));
}

/** What a model says now, what it said of the hour before, and how long each took. */
type Said = { readonly now: number; readonly earlier: number | null; readonly durationMs: number };

/** What one model says of beds, all in one run. Of an hour that is over it is asked again only when something of it has changed. */
function asker(model: BedModel) {
  const past = new WeakMap<BedState, { readonly asOf: string; readonly probability: number }>();
  const asOfOf = ({ bed, known }: Bed): string =>
    `${known.hour} ${known.stay.hours} ${bed.state.closedChanges}`;
  return async (beds: readonly Bed[]): Promise<readonly Said[]> => {
    const started = performance.now();
    const older = beds.filter((bed) => bed.known.hour > 0 && past.get(bed.bed.state)?.asOf !== asOfOf(bed));
    const predicted = await model.predict([
      ...beds.map(({ known }) => known),
      ...older.map(({ known: { stay, hour } }) => ({ stay, hour: hour - 1 })),
    ]);
    for (const [k, bed] of older.entries())
      past.set(bed.bed.state, { asOf: asOfOf(bed), probability: predicted[beds.length + k] ?? Number.NaN });
    const durationMs = (performance.now() - started) / beds.length;
    return beds.map(({ bed, known }, k) => ({
      now: predicted[k] ?? Number.NaN,
      earlier: known.hour > 0 ? (past.get(bed.state)?.probability ?? null) : null,
      durationMs,
    }));
  };
}

const receiptOf = (
  { identity }: BedModel,
  { bed, known }: Bed,
  { durationMs }: Said,
  { log, positions }: ScoredWhere,
): ScoreReceipt => ({
  ...identity,
  computedAt: new Date().toISOString(),
  durationMs,
  log,
  partition: bed.partition,
  offset: String(positions.get(bed.partition) ?? -1n),
  windowFrom: (hourOf(known.at) - known.hour) * HOUR_MS,
  inputs: inputsOf(bed),
});

/** @param arms decide which of several models of a condition speaks of a patient */
export function bedScorer(models: readonly BedModel[], arms: Arms): BedScorer {
  const choices = modelChoices(models);
  const explained = new Map(models.map((model) => [model, new WeakMap<BedState, Explained>()]));
  const askers = new Map(models.map((model) => [model, asker(model)]));
  const ask = async (model: BedModel, own: readonly Bed[]) => (await askers.get(model)?.(own)) ?? [];

  async function factorsOf(model: BedModel, { bed: { state }, known }: Bed, probability: number) {
    if (probability < EXPLAINED_FROM * model.threshold) return [];
    const above = probability >= model.threshold;
    const last = explained.get(model)?.get(state);
    if (last && last.above === above && Math.abs(known.at - last.at) < EXPLAINED_FOR_MS) return last.factors;
    const factors = await model.explain(known);
    explained.get(model)?.set(state, { at: known.at, above, factors });
    return factors;
  }

  async function scoreOf(
    { model, arm }: ChosenModel,
    bed: Bed,
    said: Said,
    where: ScoredWhere,
  ): Promise<PatientScore> {
    const { condition, threshold, horizonHours, name } = model;
    const { now, earlier } = said;
    return {
      condition,
      probability: now,
      gap: null,
      threshold,
      horizonHours,
      at: bed.known.at,
      changeInHour: earlier === null ? null : now - earlier,
      factors: await factorsOf(model, bed, now),
      model: name,
      arm,
      receipt: receiptOf(model, bed, said, where),
    };
  }

  /** Kept for whoever compares models; no score of it leaves this function. */
  async function scoreInShadow(choice: ModelChoice, beds: readonly Bed[], assigned: ArmsByPatient) {
    const byModel = Map.groupBy(beds, ({ patient }) => shadowModel(choice, assigned.get(patient)));
    for (const [model, own] of byModel) {
      if (!model) continue;
      const probabilities = await model.predict(own.map(({ known }) => known));
      const scores = own.flatMap(({ patient, known: { at } }, k) => {
        const [experiment, probability] = [assigned.get(patient)?.shadow?.experiment, probabilities[k]];
        if (experiment === undefined || probability === undefined) return [];
        return [{ experiment, patient, model: model.name, at, probability }];
      });
      await arms.tellShadow(scores);
    }
  }

  async function scoresOf(choice: ModelChoice, beds: readonly Bed[], where: ScoredWhere) {
    const assigned = await arms.of(
      choice.condition,
      beds.map(({ patient }) => patient),
    );
    const chosen = new Map(beds.map((bed) => [bed, chosenModel(choice, assigned.get(bed.patient))]));
    const scores = new Map<Bed, PatientScore>();
    for (const [model, own] of Map.groupBy(beds, (bed) => chosen.get(bed)?.model ?? choice.standard)) {
      const said = await ask(model, own);
      for (const [k, bed] of own.entries()) {
        const [one, by] = [said[k], chosen.get(bed)];
        if (one && by) scores.set(bed, await scoreOf(by, bed, one, where));
      }
    }
    await scoreInShadow(choice, beds, assigned);
    return beds.map((bed) => scores.get(bed));
  }

  return async (watched, where) => {
    const beds = watched.flatMap(({ patient, bed }): Bed[] => {
      const known = stayOf(bed.state);
      return known ? [{ patient, bed, known }] : [];
    });
    if (beds.length === 0) return [];
    const byCondition: (readonly (PatientScore | undefined)[])[] = [];
    for (const choice of choices) byCondition.push(await scoresOf(choice, beds, where));
    return beds.map(({ patient, known }, k) => ({
      patient,
      at: known.at,
      scores: byCondition.flatMap((scores) => scores[k] ?? []),
      rules: rulesOf(known),
    }));
  };
}
