import { relativeText } from '#components/patient/moment-text.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Finding, MeasuredFinding } from '#lib/contract/findings-report.ts';
import { differenceText, findingRangeText, findingText } from '#lib/fusion/finding-text.ts';

/** One finding as the card shows it. */
export type FindingRow = {
  readonly id: string;
  readonly label: string;
  /** The value that counts, with its unit; `null`: there is none. */
  readonly value: string | null;
  /** Whose value it is: the row's colour and word depend on it. */
  readonly source: Finding['inUse'];
  /** What stands beside the value: its range, who measured and when, what the network reads. */
  readonly notes: readonly string[];
};

/** `measured 2 d after this picture`; without a picture's date, on which day. */
function whenText({ time }: MeasuredFinding, picture: Moment | null): string {
  const day = time.recorded.slice(0, 10);
  return picture === null ? day : `${day}, ${relativeText(time, picture, 'this picture')}`;
}

function networkText(finding: Finding): string | null {
  const { network } = finding;
  if (network === null) return null;
  if (network.status === 'refused') return `not read, because ${network.because}`;
  const range = network.range && `90 % range ${findingRangeText(finding, network.range)}`;
  return finding.type === 'presence' ? ['probability', range].filter(Boolean).join(', ') : range;
}

function besideMeasured(finding: Finding): string | null {
  const { network, difference } = finding;
  const range = networkText(finding);
  if (network?.status !== 'read' || difference === null) return range && `Network: ${range}`;
  const text = `Network: ${findingText(finding, network.value)}, ${differenceText(finding, difference)}`;
  return range === null ? text : `${text}; ${range}`;
}

function rowOf(finding: Finding, picture: Moment | null): FindingRow {
  const { id, label, measured, network, inUse } = finding;
  const head = { id, label, source: inUse };
  const present = (notes: readonly (string | null)[]) => notes.filter((note) => note !== null);
  if (measured)
    return {
      ...head,
      value: findingText(finding, measured.value),
      notes: present([whenText(measured, picture), measured.method, besideMeasured(finding)]),
    };
  const value = network?.status === 'read' ? findingText(finding, network.value) : null;
  return { ...head, value, notes: present([networkText(finding)]) };
}

/** Rows with something to say, what people measured first. */
export function findingRows(findings: readonly Finding[], picture: Moment | null): readonly FindingRow[] {
  const told = findings.filter(({ measured, network }) => measured !== null || network !== null);
  const rows = told.map((finding) => rowOf(finding, picture));
  return [
    ...rows.filter(({ source }) => source === 'measured'),
    ...rows.filter(({ source }) => source !== 'measured'),
  ];
}
