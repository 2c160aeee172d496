import type { Issue } from '#lib/clinical/issue.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asText, element, referenceTo } from '#lib/fhir/elements.ts';
import type { GenomicKnowledge } from './knowledge.ts';
import { readGenotypes } from './read-genotypes.ts';
import type { GenomicsSlice, GenotypeFile } from './slice.ts';

/** Base64 characters of a file that is read: a third more than its bytes. */
const LIMIT = 24 * 2 ** 20;

type GenotypeSources = {
  /** The `Binary` resource by its relative reference, or `null` when there is none. */
  readonly binary: (reference: string) => Promise<unknown>;
  readonly knowledge: () => Promise<GenomicKnowledge>;
};

/** The files that came with a chart, as in a bundle that is whole by itself. */
export const binariesOf =
  (chart: Chart): GenotypeSources['binary'] =>
  async (reference) =>
    chart.all('Binary').find((binary) => referenceTo(binary) === reference) ?? null;

type Record = PatientRecord<{ genomics: GenomicsSlice }>;

const unread = (file: GenotypeFile, because: string): Issue => ({
  code: 'genotype-file',
  severity: 'warning',
  path: file.reference,
  message: `The genotype file was not read, because ${because}.`,
});

function decode(data: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

async function sha1(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return btoa(String.fromCharCode(...digest));
}

/** The bytes of the file, whole and as the document describes them, or why not. */
export async function readGenotypeBytes(
  file: GenotypeFile,
  sources: Pick<GenotypeSources, 'binary'>,
): Promise<Blob | string> {
  if (file.binary === null) return 'its address is none of this server';
  const data = asText(element(await sources.binary(file.binary), 'data'));
  if (data === undefined) return 'the server holds no such file';
  if (data.length > LIMIT) return `it is larger than ${Math.round((LIMIT * 3) / 4 / 2 ** 20)} MiB`;
  const bytes = decode(data);
  if (bytes === null) return 'its content is not base64';
  if (file.hash !== null && file.hash !== (await sha1(bytes)))
    return 'its content is not what the document was signed with (SHA-1 differs)';
  return new Blob([bytes]);
}

/**
 * Reads the genotype file that a record points to, and returns the record with what it says. A record without one comes
 * back as it is. Only a page about one patient does this: a list would read hundreds of files for what it does not show.
 */
export async function completeRecord<R extends Record>(record: R, sources: GenotypeSources): Promise<R> {
  const slice = record.slices.genomics;
  if (!slice?.file) return record;
  const source = await readGenotypeBytes(slice.file, sources);
  if (typeof source === 'string')
    return { ...record, issues: [...record.issues, unread(slice.file, source)] };
  const read = await readGenotypes(
    { name: slice.file.title, source },
    await sources.knowledge(),
    record.patient.id,
  );
  return {
    ...record,
    slices: { ...record.slices, genomics: { ...slice, genotypes: read.genotypes } },
    issues: [...record.issues, ...read.issues],
  };
}
