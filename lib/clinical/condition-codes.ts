import { type Code, type CodeSet, canonicalSystem, ICD9_CM, ICD10_CM, SNOMED_CT } from './code-set.ts';
import table from './codes/condition-codes.json' with { type: 'json' };

/** SNOMED CT concepts by condition: see docs/codes.md for their sources. */
const concepts: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(table).map(([id, codes]) => [id, new Set(codes)]),
);

/** An identifier may come with its term: `84114007 |Heart failure|`. A postcoordinated expression is another concept. */
const conceptId = (code: string): string => /^\s*(\d{6,18})\s*(\|[^|]*\|?)?\s*$/.exec(code)?.[1] ?? '';

/**
 * The letters and digits of an ICD code. Charts add the dot or leave it out, a hyphen for a missing digit, the marks of
 * dagger and asterisk codes, and in Germany `!` for secondary ones.
 */
const bareIcd = (code: string): string => code.toUpperCase().replace(/[\s.+*!†#-]/g, '');

const ICD10_SHAPE = /^[A-Z]\d[0-9A-Z]/;

/** Digits, or the E and V of supplementary classifications. */
const ICD9_SHAPE = /^[EV]?\d{2}/;

const startsWithAny = (code: string, prefixes: readonly string[]) =>
  prefixes.some((prefix) => code.startsWith(prefix));

/** Whether one of the codes names the condition. Text is never matched: "no heart failure" would be a diagnosis. */
export function matches(set: CodeSet, codes: readonly Code[]): boolean {
  return codes.some(({ system, code }) => {
    switch (canonicalSystem(system)) {
      case SNOMED_CT: {
        const concept = conceptId(code);
        return concepts.get(set.id)?.has(concept) === true || set.kinds?.includes(concept) === true;
      }
      case ICD10_CM: {
        const bare = bareIcd(code);
        return ICD10_SHAPE.test(bare) && startsWithAny(bare, set.icd10);
      }
      case ICD9_CM: {
        const bare = bareIcd(code);
        return ICD9_SHAPE.test(bare) && startsWithAny(bare, set.icd9);
      }
      default:
        return false;
    }
  });
}
