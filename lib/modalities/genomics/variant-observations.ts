import type { IssueCode } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asNumber,
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  hasCode,
  isIssue,
  referenceTo,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { valueContradiction } from '#lib/fhir/observed-value.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { observationTime } from '../observation-time.ts';
import { recordedTime } from '../recorded-time.ts';
import type { ReportedVariant, Significance, StudiedRegion } from './slice.ts';

const LOINC = 'http://loinc.org';
const WHAT = 'Genetic finding';

/** LOINC codes of HL7 Genomics Reporting (STU1 to STU3); TBD codes of the early guide have no successor that is needed. */
const CODES = {
  variant: new Set(['69548-6']),
  region: new Set(['53041-0']),
  gene: '48018-6',
  coding: '48004-6',
  protein: '48005-3',
  significance: '53037-8',
  zygosity: '53034-5',
  origin: '48002-0',
  fraction: '81258-6',
  accession: '81252-9',
} as const;

const FINDINGS: Readonly<Record<string, ReportedVariant['finding']>> = {
  'LA9633-4': 'present',
  'LA9634-2': 'absent',
  'LA18198-4': 'not-called',
  'LA11884-6': 'indeterminate',
};

const SIGNIFICANCES: readonly (readonly [Significance, RegExp])[] = [
  ['likely pathogenic', /LA26332-9|^likely[ -]pathogenic/i],
  ['pathogenic', /LA6668-3|^pathogenic/i],
  ['uncertain significance', /LA26333-7|uncertain|^vus$/i],
  ['likely benign', /LA26334-5|^likely[ -]benign/i],
  ['benign', /LA6675-8|^benign/i],
];

const ZYGOSITIES: Readonly<Record<string, string>> = {
  'LA6705-3': 'homozygous',
  'LA6706-1': 'heterozygous',
  'LA6707-9': 'hemizygous',
  'LA6703-8': 'heteroplasmic',
  'LA6704-6': 'homoplasmic',
};

const ORIGINS: Readonly<Record<string, 'germline' | 'somatic'>> = {
  'LA6683-2': 'germline',
  'LA6684-0': 'somatic',
};

/** FHIR R4 Observation.status: results that stand. */
const COUNTS = new Set(['final', 'amended', 'corrected', 'preliminary']);

const componentsOf = (observation: unknown, code: string) =>
  asObjects(element(observation, 'component')).filter((one) =>
    hasCode(element(one, 'code'), LOINC, new Set([code])),
  );

const valueAt = (observation: unknown, code: string): unknown => {
  const [first] = componentsOf(observation, code);
  return (
    element(first, 'valueCodeableConcept') ?? element(first, 'valueString') ?? element(first, 'valueQuantity')
  );
};

const textOf = (value: unknown): string | null => asText(value) ?? conceptText(value) ?? null;

/** HGVS and accessions stand in the code; the text is for people. */
const codeOf = (value: unknown): string | null => codings(value)[0]?.code ?? textOf(value);

/** What the codes answer; `null`: nothing that is known, or two things at once. */
function answer<T extends string>(value: unknown, answers: Readonly<Record<string, T>>): T | null {
  const given = codings(value).flatMap(({ code }) =>
    Object.hasOwn(answers, code) ? (answers[code] ?? []) : [],
  );
  const [only, ...others] = new Set(given);
  return others.length > 0 ? null : (only ?? null);
}

/** A concept's significance by its LOINC answer or its words; codes that contradict each other say none of them. */
function significanceOf(value: unknown): Significance | null {
  if (value === undefined) return null;
  const said = [...codings(value).map(({ code }) => code), textOf(value) ?? ''];
  const found = said.flatMap((one) => SIGNIFICANCES.find(([, pattern]) => pattern.test(one))?.[0] ?? []);
  const [only, ...others] = new Set(found);
  return others.length > 0 ? 'other' : (only ?? 'other');
}

/** STU2 and later say the significance in an implication that is derived from the variant. */
function impliedSignificance(chart: Chart): ReadonlyMap<unknown, Significance> {
  const implied = new Map<unknown, Significance>();
  for (const observation of chart.all('Observation')) {
    const significance = significanceOf(valueAt(observation, CODES.significance));
    const sources = asObjects(element(observation, 'derivedFrom'));
    if (significance)
      for (const source of sources) implied.set(chart.resolve(source, observation), significance);
  }
  return implied;
}

function findingOf(observation: unknown): ReportedVariant['finding'] {
  return answer(element(observation, 'valueCodeableConcept'), FINDINGS) ?? 'indeterminate';
}

function fractionOf(observation: unknown): number | null {
  const value = asNumber(element(valueAt(observation, CODES.fraction), 'value'));
  return value !== undefined && value >= 0 && value <= 1 ? value : null;
}

const readVariant = (
  observation: unknown,
  time: Moment | null,
  implied: ReadonlyMap<unknown, Significance>,
): ReportedVariant => {
  const reference = referenceTo(observation);
  const value = (code: string) => valueAt(observation, code);
  return {
    reference,
    time,
    finding: findingOf(observation),
    gene: textOf(value(CODES.gene)),
    coding: codeOf(value(CODES.coding)),
    protein: codeOf(value(CODES.protein)),
    significance: significanceOf(value(CODES.significance)) ?? implied.get(observation) ?? null,
    zygosity: answer(value(CODES.zygosity), ZYGOSITIES) ?? textOf(value(CODES.zygosity)),
    origin: answer(value(CODES.origin), ORIGINS),
    fraction: fractionOf(observation),
    accession: codeOf(value(CODES.accession)),
  };
};

const readRegion = (observation: unknown, time: Moment | null): StudiedRegion => ({
  reference: referenceTo(observation),
  time,
  genes: componentsOf(observation, CODES.gene).flatMap(
    (one) => textOf(element(one, 'valueCodeableConcept')) ?? [],
  ),
});

/**
 * When the laboratory said it; an unreadable date is reported, and the finding is shown without one. What somebody was
 * born with has no time of its own, so that here, and here alone, the release stands in for it.
 */
function timeOf(observation: unknown, chart: Chart, tally: IssueTally): Moment | null {
  const measured = observationTime(observation, chart);
  const time =
    isIssue(measured) && measured.code === 'value-missing' ? recordedTime(observation, ['issued']) : measured;
  if (!isIssue(time)) return time;
  tally.add(dateComplaint(WHAT, time));
  return null;
}

/** Why a finding is not read: it does not stand, or a part of it contradicts itself. */
function troubleOf(observation: unknown): { readonly code: IssueCode; readonly because: string } | undefined {
  if (!COUNTS.has(asText(element(observation, 'status')) ?? ''))
    return { code: 'status-excluded', because: 'its status says that it does not stand' };
  const parts = [observation, ...asObjects(element(observation, 'component'))];
  const because = parts.map(valueContradiction).find((one) => one !== undefined);
  return because === undefined ? undefined : { code: 'contradiction', because };
}

/** Variants and studied regions of HL7 Genomics Reporting, in the order of the chart. */
export function readFindings(
  chart: Chart,
  tally: IssueTally,
): { readonly variants: readonly ReportedVariant[]; readonly regions: readonly StudiedRegion[] } {
  const implied = impliedSignificance(chart);
  const is = (codes: ReadonlySet<string>) => (one: unknown) => hasCode(element(one, 'code'), LOINC, codes);
  const standing = chart.all('Observation').filter((one) => {
    if (![CODES.variant, CODES.region].some((codes) => is(codes)(one))) return false;
    const trouble = troubleOf(one);
    if (trouble) tally.add(leftOut(trouble.code, WHAT, trouble.because, referenceTo(one)));
    return trouble === undefined;
  });
  return {
    variants: standing
      .filter(is(CODES.variant))
      .map((one) => readVariant(one, timeOf(one, chart, tally), implied)),
    regions: standing.filter(is(CODES.region)).map((one) => readRegion(one, timeOf(one, chart, tally))),
  };
}
