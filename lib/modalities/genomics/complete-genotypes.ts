import type { Issue } from '#lib/clinical/issue.ts';
import { isUnreadable } from '#lib/clinical/unreadable-source.ts';
import type { Files } from '#lib/contract/files.ts';
import { asText, element } from '#lib/fhir/elements.ts';
import { knowledgeFrom } from './knowledge.ts';
import { readGenotypes } from './read-genotypes.ts';
import type { GenomicsSlice, GenotypeFile } from './slice.ts';

/** Base64 characters of a file that is read: a third more than its bytes. */
const LIMIT = 24 * 2 ** 20;

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
  { binary }: Pick<Files, 'binary'>,
  signal?: AbortSignal,
): Promise<Blob | string> {
  if (file.binary === null) return 'its address is none of this server';
  const data = asText(element(await binary(file.binary, signal), 'data'));
  if (data === undefined) return 'the server holds no such file';
  if (data.length > LIMIT) return `it is larger than ${Math.round((LIMIT * 3) / 4 / 2 ** 20)} MiB`;
  const bytes = decode(data);
  if (bytes === null) return 'its content is not base64';
  if (file.hash !== null && file.hash !== (await sha1(bytes)))
    return 'its content is not what the document was signed with (SHA-1 differs)';
  return new Blob([bytes]);
}

/**
 * Reads the genotype file that a slice points to. Only a page about one patient does this: a list would read hundreds of
 * files for what it does not show.
 */
export async function completeGenotypes(
  slice: GenomicsSlice,
  files: Files,
  signal?: AbortSignal,
): Promise<{ slice: GenomicsSlice; issues: readonly Issue[] }> {
  const { file } = slice;
  if (!file) return { slice, issues: [] };
  const source = await readGenotypeBytes(file, files, signal);
  if (typeof source === 'string') return { slice, issues: [unread(file, source)] };
  const knowledge = await knowledgeFrom(files.asset).catch((cause: unknown) => {
    if (isUnreadable(cause)) return null;
    throw cause;
  });
  signal?.throwIfAborted();
  if (!knowledge) return { slice, issues: [unread(file, 'what it is compared with could not be fetched')] };
  const read = await readGenotypes({ name: file.title, source }, knowledge, files.patientId);
  return { slice: { ...slice, genotypes: read.genotypes }, issues: read.issues };
}
