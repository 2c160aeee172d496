import { matches } from '#lib/clinical/condition-codes.ts';
import { comorbidities, heartFailure } from '#lib/clinical/conditions.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import { analyteOf } from '#lib/clinical/loinc-index.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { suggestMeaning } from '#lib/clinical/suggest-meaning.ts';
import type { UnreadCode } from '#lib/contract/unread-code.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, codings, element, isIssue } from '#lib/fhir/elements.ts';
import { hasHappened } from '../happened.ts';
import { observationTime } from '../observation-time.ts';
import { recordedTime, timePaths } from '../recorded-time.ts';
import { codesOf } from './codes.ts';
import { drugOf } from './medication-drug.ts';
import { MEDICATION_TYPES } from './medication-status.ts';

type Found = { readonly kind: UnreadCode['kind']; readonly concept: unknown; readonly time: Moment | Issue };

const conditions = [heartFailure, ...comorbidities];
const VALUES = ['valueQuantity', 'valueInteger', 'valueString', 'valueRange', 'valueRatio'] as const;
const LONGEST_TEXT = 120;

/** observation-category: what is measured on the patient. A result without a category may be one. */
const MEASURED = new Set(['laboratory', 'vital-signs']);
/** v2-0074: a finding of the genome is no measure of a laboratory's. */
const GENETICS = 'GE';

function isMeasured(observation: unknown): boolean {
  const categories = asObjects(element(observation, 'category')).flatMap(codings);
  if (categories.some(({ code }) => code === GENETICS)) return false;
  return categories.length === 0 || categories.some(({ code }) => MEASURED.has(code));
}

const hasValue = (part: unknown) => VALUES.some((name) => element(part, name) !== undefined);

const isAnalyte = (concept: unknown) =>
  codesOf(concept).some(({ system, code }) => analyteOf(system, code) !== undefined);

/** Results of a laboratory or of vital signs that are none of the measures. */
function* unreadResults(chart: Chart): Generator<Found> {
  for (const observation of chart.all('Observation')) {
    if (!hasHappened(observation) || !isMeasured(observation)) continue;
    for (const part of [observation, ...asObjects(element(observation, 'component'))]) {
      const concept = element(part, 'code');
      if (hasValue(part) && !isAnalyte(concept))
        yield { kind: 'result', concept, time: observationTime(observation, chart) };
    }
  }
}

function* unreadDiagnoses(chart: Chart): Generator<Found> {
  for (const condition of chart.all('Condition')) {
    const concept = element(condition, 'code');
    const codes = codesOf(concept);
    if (!hasHappened(condition) || conditions.some((set) => matches(set, codes))) continue;
    yield { kind: 'diagnosis', concept, time: recordedTime(condition, timePaths.Condition) };
  }
}

/** The concept of a drug that is in no class; `undefined` for one that is, or that contradicts itself. */
function unclassedDrug(resource: unknown, chart: Chart): unknown {
  const drug = drugOf(resource, chart);
  if (drug === undefined || drug.classes.length > 0 || drug.contradictory) return undefined;
  const medication = chart.resolve(element(resource, 'medicationReference'), resource);
  return (
    element(resource, 'medicationCodeableConcept') ?? element(medication, 'code') ?? { text: drug.label }
  );
}

function* unreadDrugs(chart: Chart): Generator<Found> {
  for (const type of MEDICATION_TYPES)
    for (const resource of chart.all(type)) {
      const concept = hasHappened(resource) ? unclassedDrug(resource, chart) : undefined;
      if (concept !== undefined)
        yield { kind: 'drug', concept, time: recordedTime(resource, timePaths[type]) };
    }
}

/** The code that stands for a concept: the first that names its system, else the first, else its text. */
function wordingOf(concept: unknown): Pick<UnreadCode, 'system' | 'code' | 'display'> | undefined {
  const sent = codings(concept);
  const coding = sent.find(({ system }) => system !== undefined) ?? sent[0];
  const text = asText(element(concept, 'text'));
  const display = (coding?.display ?? text ?? coding?.code)?.slice(0, LONGEST_TEXT);
  if (display === undefined) return undefined;
  return { system: coding?.system ?? null, code: coding?.code ?? null, display };
}

const later = (a: Moment | null, b: Moment | null) => (a === null || (b !== null && b.ms > a.ms) ? b : a);

class UnreadTally {
  readonly #lines = new Map<string, UnreadCode>();

  add({ kind, concept, time }: Found): void {
    const wording = wordingOf(concept);
    if (wording === undefined) return;
    const key = JSON.stringify([kind, wording.system, wording.code ?? wording.display]);
    const at = isIssue(time) ? null : time;
    const before = this.#lines.get(key);
    if (before) {
      this.#lines.set(key, { ...before, count: before.count + 1, newest: later(before.newest, at) });
      return;
    }
    const words = `${wording.display} ${asText(element(concept, 'text')) ?? ''}`.trim();
    const looksLike = suggestMeaning(kind, words);
    this.#lines.set(key, { kind, ...wording, count: 1, newest: at, looksLike });
  }

  /** Most frequent first; equals by name. */
  codes(): UnreadCode[] {
    return [...this.#lines.values()].toSorted(
      (a, b) => b.count - a.count || (a.display < b.display ? -1 : 1),
    );
  }
}

/** The codes of a chart's results, diagnoses and drugs that stand for none of the measures, diagnoses and classes read. */
export function readUnreadCodes(chart: Chart): UnreadCode[] {
  const tally = new UnreadTally();
  for (const found of unreadResults(chart)) tally.add(found);
  for (const found of unreadDiagnoses(chart)) tally.add(found);
  for (const found of unreadDrugs(chart)) tally.add(found);
  return tally.codes();
}
