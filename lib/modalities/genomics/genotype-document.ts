import type { Chart } from '#lib/fhir/chart.ts';
import {
  asNumber,
  asObjects,
  asText,
  element,
  isIssue,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { IssueTally } from '#lib/fhir/issue-tally.ts';
import { leftOut } from '../complaints.ts';
import type { GenotypeFile } from './slice.ts';

const VCF_TYPE = /^(application|text)\/(x-)?(vcf|bgzip-vcf)([+;].*)?$/i;
const VCF_NAME = /\.vcf(\.b?gz)?$/i;
const BINARY = /^Binary\/[A-Za-z0-9\-.]{1,64}$/;

/** FHIR R4 DocumentReference.status: documents that no longer stand. */
const REPLACED: ReadonlySet<string> = new Set(['superseded', 'entered-in-error']);

const isVcf = (attachment: unknown): boolean =>
  VCF_TYPE.test(asText(element(attachment, 'contentType')) ?? '') ||
  VCF_NAME.test(asText(element(attachment, 'title')) ?? '');

function readDocument(document: unknown, tally: IssueTally): GenotypeFile | undefined {
  const attachment = asObjects(element(document, 'content'))
    .map((content) => element(content, 'attachment'))
    .find(isVcf);
  if (attachment === undefined) return undefined;
  const reference = referenceTo(document);
  if (REPLACED.has(asText(element(document, 'status')) ?? '')) {
    const because = 'it was replaced by another or entered in error';
    tally.add(leftOut('status-excluded', 'Genotype file', because, `${reference}.status`, 'information'));
    return undefined;
  }
  const time = readMoment(element(document, 'date'), `${reference}.date`);
  const url = asText(element(attachment, 'url')) ?? '';
  return {
    reference,
    time: isIssue(time) ? null : time,
    title: asText(element(attachment, 'title')) ?? reference,
    binary: BINARY.test(url) ? url : null,
    bytes: asNumber(element(attachment, 'size')) ?? null,
    hash: asText(element(attachment, 'hash')) ?? null,
  };
}

/** The newest genotype file of the chart: a DocumentReference whose attachment is a VCF. */
export function findGenotypeFile(chart: Chart, tally = new IssueTally()): GenotypeFile | null {
  const files = chart.all('DocumentReference').flatMap((one) => readDocument(one, tally) ?? []);
  return files.toSorted((a, b) => (b.time?.ms ?? 0) - (a.time?.ms ?? 0))[0] ?? null;
}
