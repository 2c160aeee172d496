import type { Issue } from '#lib/clinical/issue.ts';
import type { Estimated } from '#lib/contract/estimate-report.ts';
import type { Finding, PictureRead } from '#lib/contract/findings-report.ts';
import type { ModelReport } from '#lib/contract/model.ts';
import type { SiteMapUse } from '#lib/contract/patient-record.ts';
import type { MissingInput, Provenance, Scored } from '#lib/contract/risk-report.ts';
import type { UnreadCode } from '#lib/contract/unread-code.ts';
import { differenceText, findingRangeText, findingText } from '#lib/fusion/finding-text.ts';
import { type Reason, type Reasons, reasonSentence, reasonsOf } from '#lib/fusion/reasons.ts';

const MOST_REASONS = 10;

const percent = (probability: number): string => `${(100 * probability).toFixed(1)} %`;
const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

/** A report as text for a terminal: the same numbers as `--json`, rounded. */
export function assessmentText(report: ModelReport): string {
  const lines = linesOf(report);
  const unread = 'unread' in report ? report.unread : [];
  const hints = unread.filter(({ looksLike }) => looksLike !== null).map(unreadLine);
  return `${[
    ...lines,
    ...section('Left out or assumed', report.issues.map(issueLine)),
    ...section('Codes not read that are worded like something read', hints),
  ].join('\n')}\n`;
}

function linesOf(report: ModelReport): string[] {
  if (report.status === 'unscored') return unscoredLines(report);
  if (report.kind === 'findings') return foundLines(report);
  return report.kind === 'survival' ? scoredLines(report) : estimatedLines(report);
}

const unreadLine = ({ display, system, code, count, looksLike }: UnreadCode): string =>
  `${count} × ${display} (${system ?? 'no code system'}, ${code ?? 'no code'}): looks like ${looksLike?.label}; name it in the site mapping`;

function scoredLines(report: Scored): string[] {
  const { patientId, at, horizonDays, risk, interval, band, retrospective, missing } = report;
  return [
    `Patient ${patientId}`,
    `${horizonDays}-day readmission risk ${percent(risk)}, ${band}; ${Math.round(100 * interval.level)} % of the model's members say ${percent(interval.low)} to ${percent(interval.high)}`,
    `Counted from ${at.recorded}${retrospective ? `; looks back, since the chart goes on beyond ${horizonDays} days` : ''}`,
    ...section('Why, in points of risk', reasonLines(reasonsOf(report))),
    ...section('Missing or stale', missing.map(missingLine)),
    ...section('Receipt', receiptLines(report.provenance)),
  ];
}

function unscoredLines({
  kind,
  patientId,
  reasons,
  missing,
}: Extract<ModelReport, { status: 'unscored' }>): string[] {
  return [
    `Patient ${patientId}`,
    kind === 'findings' ? 'The picture was not read' : 'No score',
    ...section('Why', reasons.map(issueLine)),
    ...section('Missing or stale', missing.map(missingLine)),
  ];
}

function estimatedLines({ patientId, at, atName, estimates, missing, provenance }: Estimated): string[] {
  const numbers = estimates.map(
    ({ label, value, unit, decimals }) =>
      `${label}: ${value.toFixed(decimals)}${unit === '1' ? '' : ` ${unit}`}`,
  );
  return [
    `Patient ${patientId}`,
    ...numbers,
    `Read at ${atName}, ${at.recorded}`,
    ...section('Missing or stale', missing.map(missingLine)),
    ...section('Receipt', receiptLines(provenance)),
  ];
}

function foundLines({ patientId, picture, findings, provenance }: PictureRead): string[] {
  const { instance, reference, time, passedOver } = picture;
  return [
    `Patient ${patientId}`,
    ...findings.map((finding) => `${finding.label}: ${networkText(finding)}${measuredText(finding)}`),
    `Read from ${reference}, ${time?.recorded ?? 'without a date'}, SOP Instance UID ${instance}`,
    ...section('Newer pictures that were not taken', passedOver),
    ...section('Receipt', receiptLines(provenance)),
  ];
}

function networkText(finding: Finding): string {
  const { network } = finding;
  if (network?.status !== 'read') return `none, because ${network?.because ?? 'the picture was not read'}`;
  const { value, range } = network;
  const text = findingText(finding, value);
  return range === null ? text : `${text}, 90 % range ${findingRangeText(finding, range)}`;
}

function measuredText(finding: Finding): string {
  const { measured, difference } = finding;
  if (!measured) return '';
  const text = `; measured ${findingText(finding, measured.value)} on ${measured.time.recorded}`;
  return difference === null ? text : `${text}, and the network reads ${differenceText(finding, difference)}`;
}

function reasonLines({ baselineRisk, risk, findings, treatments }: Reasons): string[] {
  const rest = findings.slice(MOST_REASONS);
  return [
    `${percent(baselineRisk).padStart(7)}  nothing known`,
    ...findings.slice(0, MOST_REASONS).map(reasonLine),
    ...(rest.length > 0 ? [`${points(pointsOf(rest))}  ${rest.length} others`] : []),
    `${points(pointsOf(treatments))}  what was prescribed or not: what sicker patients are given, no effect of it`,
    `${percent(risk).padStart(7)}  risk: ${reasonSentence({ baselineRisk, risk, findings, treatments })}`,
  ];
}

const points = (change: number): string =>
  `${change < 0 ? '−' : '+'}${(100 * Math.abs(change)).toFixed(1)} %`.padStart(7);
const pointsOf = (reasons: readonly Reason[]): number =>
  reasons.reduce((sum, reason) => sum + reason.points, 0);
const reasonLine = ({ points: change, words }: Reason): string => `${points(change)}  ${words}`;

type Missing = Pick<MissingInput, 'label' | 'detail'> & Partial<Pick<MissingInput, 'effect'>>;

function missingLine({ label, detail, effect }: Missing): string {
  const effects = effect?.at.map(({ value, risk }) => `${Number(value.toPrecision(3))} → ${percent(risk)}`);
  const unit = effect?.unit === '1' ? '' : ` (${effect?.unit})`;
  return `${label}: ${detail}${effects ? ` Risk if it were${unit} ${effects.join(', ')}.` : ''}`;
}

function receiptLines(provenance: Provenance): string[] {
  const { model, contract, backend, threads, durationMs, computedAt, inputs, simulatedTraining, siteMap } =
    provenance;
  const references = new Set(inputs.flatMap(({ from }) => from.map(({ reference }) => reference)));
  return [
    `Model ${model.id} ${model.version}, SHA-256 ${Object.values(model.graphs).join(', ')}`,
    `Contract ${contract}`,
    ...(siteMap ? [mappingLine(siteMap)] : []),
    `${inputs.length} inputs from ${references.size} resources; ${backend}, ${threads} thread${threads === 1 ? '' : 's'}, ${durationMs.toFixed(0)} ms, ${computedAt}`,
    ...(simulatedTraining
      ? ['Trained on simulated patients alone: a research prototype, no medical device']
      : []),
  ];
}

const mappingLine = ({ name, sha256, used }: SiteMapUse): string =>
  `Site mapping ${name}, SHA-256 ${sha256}; read with it: ${Object.keys(used).join(', ') || 'nothing of the inputs'}`;

export const issueLine = ({ message, path, file }: Issue): string =>
  [[file, path].filter(Boolean).join(' '), message].filter(Boolean).join(': ');
