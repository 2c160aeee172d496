// The lines of the printed page: few enough for one sheet, and saying what they leave out.
import { FLAG_TEXT, namedRange } from '#components/labs/flag-text.ts';
import { labSeries } from '#components/labs/lab-series.ts';
import { missingSourceLines } from '#components/risk/certainty-text.ts';
import { byEffect, effectText } from '#components/risk/missing-effects.ts';
import { backendText, instantText, shortHash } from '#components/risk/receipt-text.ts';
import type { Bands } from '#components/risk/risk-text.ts';
import { pointsText } from '#components/risk/risk-text.ts';
import { saidBy } from '#components/risk/said-by.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { analyteText, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { RiskReport, Scored } from '#lib/contract/risk-report.ts';
import { reasonsOf } from '#lib/fusion/reasons.ts';
import { wasKnown } from '#lib/modalities/ehr/known-results.ts';
import type { EhrSlice } from '#lib/modalities/ehr/slice.ts';
import { currentFirst, type MedicationRow, medicationRows } from './history-order.ts';
import { intakeText, statusText } from './history-text.ts';
import { dateText, relativeText } from './moment-text.ts';

const REASONS = 6;
const MISSING = 5;
/** Half a point: what moves the risk by less is not listed among what was prescribed. */
const WORTH_NAMING = 0.005;
const MEDICATIONS = 12;

/** The strongest findings in words with their points of risk, and what was prescribed in a sentence of its own. */
export function reasonLines(report: Scored, system: UnitSystem) {
  const { findings, treatments } = reasonsOf(report, system);
  const rows = findings.slice(0, REASONS).map(({ modality, measure, words, points }) => {
    const by = saidBy(report, modality, measure);
    return { key: measure, words: by === null ? words : `${words} (${by})`, points: pointsText(points) };
  });
  const given = treatments
    .filter(({ points }) => Math.abs(points) >= WORTH_NAMING)
    .map(({ words, points }) => `${words} ${pointsText(points)}`);
  return {
    rows,
    given: given.length > 0 ? `What sicker patients are given: ${given.join('; ')}.` : null,
  };
}

type MissingContext = {
  readonly at: Moment | null;
  readonly atName: string;
  readonly system: UnitSystem;
  readonly bands: Bands | null;
};

/** What is missing whole, then the missing inputs that matter most, and a sentence naming the rest. */
export function missingLines(report: RiskReport, { at, atName, system, bands }: MissingContext) {
  const isScored = report.status === 'scored';
  const sources = isScored ? missingSourceLines(report) : [];
  const ordered = byEffect(report.missing);
  const room = Math.max(0, MISSING - sources.length);
  const lines = ordered.slice(0, room).map((input) => {
    const { measure, label, last, detail } = input;
    const time = last?.time;
    const seen = time ? ` Last ${dateText(time)}${at ? `, ${relativeText(time, at, atName)}` : ''}.` : '';
    const effect = isScored
      ? effectText(input, { risk: report.risk, ...(bands && { bands }) }, system)
      : null;
    return { key: measure, label, text: `${detail}${seen}${effect ? ` ${effect}.` : ''}` };
  });
  const rest = ordered.slice(room).map(({ label }) => label);
  return {
    lines: [...sources, ...lines],
    count: sources.length + ordered.length,
    more: rest.length > 0 ? `Also missing: ${rest.join(', ')}.` : null,
  };
}

/** The newest result of each analyte that was known at the time of prediction; one that could not be read says so. */
export function latestRows(slice: EhrSlice | undefined, at: Moment | null, system: UnitSystem) {
  return (slice ? labSeries(slice) : []).flatMap(({ analyte, range, points }) => {
    const point = points.findLast(({ entry }) => at === null || wasKnown(entry, at));
    if (!point) return [];
    const { entry, flag } = point;
    const value =
      entry.value === null ? `${entry.recorded} (not read)` : analyteText(analyte, entry.value, system);
    const mark = flag === 'high' || flag === 'low' ? `, ${FLAG_TEXT[flag]}` : '';
    return [
      {
        key: analyte.id,
        label: analyte.label,
        value: `${value}${mark}`,
        range: namedRange(analyte, range, system),
        time: entry.time,
      },
    ];
  });
}

const PROBLEMS = 14;

/** The problems that go on, newest first, and the number of the rest. */
export function problemLine(slice: EhrSlice | undefined): string {
  const active = currentFirst(slice?.conditions ?? [], (entry) => entry.active).filter(
    (entry) => entry.active,
  );
  const named = active.slice(0, PROBLEMS).map(({ label }) => label);
  const more = active.length - named.length;
  return named.length === 0
    ? 'None that goes on is on the chart.'
    : `${named.join('; ')}${more > 0 ? `; ${more} more` : ''}.`;
}

const untakenText = (count: number): string =>
  count === 1
    ? '1 other on the chart is not taken, or was renewed'
    : `${count} others on the chart are not taken, or were renewed`;

/** What is taken at the time of prediction, or may be, and a sentence with the number of the rest. */
export function medicationLines(slice: EhrSlice | undefined, at: Moment | null, atName: string) {
  const rows = medicationRows(slice?.medications ?? [], at);
  const taken = new Set(rows.flatMap(({ entry, intake }) => (intake?.on === 'yes' ? [entry.label] : [])));
  // An earlier order of a drug that is taken by a later one says nothing more.
  const isRenewed = ({ entry, intake }: MedicationRow) => intake?.on === 'unclear' && taken.has(entry.label);
  const current = rows.filter((row) => {
    const { entry, intake } = row;
    return intake ? intake.on !== 'no' && !isRenewed(row) : entry.standing === 'in-use';
  });
  const lines = current.slice(0, MEDICATIONS).map(({ entry, intake }) => {
    const { reference, label, dose, since, until } = entry;
    const began = since ? `since ${dateText(since)}` : 'start not recorded';
    const age = since && at ? `, ${relativeText(since, at, atName)}` : '';
    const doubt = intake?.on === 'unclear' ? `; ${intakeText(intake, entry.status, atName)}` : '';
    return {
      key: reference,
      drug: label,
      dose: dose ?? '–',
      since: `${began}${age}`,
      status: `${statusText(entry)}${until ? `, until ${dateText(until)}` : ''}${doubt}`,
    };
  });
  const rest = [
    current.length > MEDICATIONS ? `${current.length - MEDICATIONS} more are taken` : null,
    rows.length > current.length ? untakenText(rows.length - current.length) : null,
  ].filter((part) => part !== null);
  return { lines, more: rest.length > 0 ? `${rest.join('; ')}.` : null };
}

/** Enough to find the model and the moment again. */
export function receiptLine({ provenance }: Scored): string {
  const { model, contract, computedAt } = provenance;
  return `Model ${model.id} version ${model.version}, SHA-256 ${Object.values(model.graphs).map(shortHash).join(', ')}; contract ${shortHash(contract)}; ${backendText(provenance)}; computed ${instantText(computedAt)}.`;
}
