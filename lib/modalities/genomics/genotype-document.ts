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
import type { GenotypeFile } from './slice.ts';

const VCF_TYPE = /^(application|text)\/(x-)?(vcf|bgzip-vcf)([+;].*)?$/i;
const VCF_NAME = /\.vcf(\.b?gz)?$/i;
const BINARY = /^Binary\/[A-Za-z0-9\-.]{1,64}$/;

const isVcf = (attachment: unknown): boolean =>
  VCF_TYPE.test(asText(element(attachment, 'contentType')) ?? '') ||
  VCF_NAME.test(asText(element(attachment, 'title')) ?? '');

function readDocument(document: unknown): GenotypeFile | undefined {
  const attachment = asObjects(element(document, 'content'))
    .map((content) => element(content, 'attachment'))
    .find(isVcf);
  if (attachment === undefined || element(document, 'status') === 'entered-in-error') return undefined;
  const reference = referenceTo(document);
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
export function findGenotypeFile(chart: Chart): GenotypeFile | null {
  const files = chart.all('DocumentReference').flatMap((one) => readDocument(one) ?? []);
  return files.toSorted((a, b) => (b.time?.ms ?? 0) - (a.time?.ms ?? 0))[0] ?? null;
}
