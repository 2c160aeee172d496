import type { Issue } from '#lib/clinical/issue.ts';
import { inflate } from '#lib/genomics/inflate.ts';
import type { ChosenFile } from './chosen-file.ts';
import { typesNamedIn } from './kinds/json-kinds.ts';

const LOOKED_AT = 1 << 16;
/** Types that a sentence names. */
const NAMED = 3;
const WRAPPINGS = new Set(['Bundle', 'Parameters']);

async function beginningText(file: Blob): Promise<string> {
  for await (const piece of inflate(file.slice(0, LOOKED_AT)))
    return 'stopped' in piece ? '' : new TextDecoder().decode(piece.bytes.subarray(0, LOOKED_AT));
  return '';
}

function sentenceFor(types: readonly string[]): string {
  const named = `${types.slice(0, NAMED).join(', ')}${types.length > NAMED ? ' and others' : ''}`;
  return `This is FHIR without the patient whom it is about (it holds ${named}); choose the file with the Patient as well, or fetch the whole record (Patient/…/$everything).`;
}

async function explain({ name, bytes }: ChosenFile): Promise<Issue | undefined> {
  const types = typesNamedIn(await beginningText(bytes)).filter((type) => !WRAPPINGS.has(type));
  if (types.length === 0 || types.includes('Patient')) return undefined;
  return { code: 'no-patient', severity: 'error', file: name, message: sentenceFor(types) };
}

/**
 * What reading FHIR files found when it found no chart, each file told by itself: the general complaint stands only while
 * a file is left that nothing explains.
 *
 * @param issues of reading these files
 */
export async function explainPatientless(
  files: readonly ChosenFile[],
  issues: readonly Issue[],
): Promise<readonly Issue[]> {
  const told = new Set(issues.flatMap(({ severity, file }) => (severity === 'error' && file ? [file] : [])));
  const left = files.filter(({ name }) => !told.has(name));
  const explained = await Promise.all(left.map(explain));
  const isWhole = files.length > 0 && explained.every((one) => one !== undefined);
  const general = issues.filter(({ code }) => code !== 'no-patient' || !isWhole);
  return [...explained.flatMap((one) => one ?? []), ...general];
}
