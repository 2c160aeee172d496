/** One code as a chart sends it, already checked to be text. */
export type Code = { readonly system: string; readonly code: string; readonly display?: string };

/** A clinical idea and the codes under which it arrives; the first of each list is the one the simulator writes. */
export type CodeSet<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  /** SNOMED CT concepts, matched whole. */
  readonly snomed: readonly string[];
  /** ICD-10(-CM) prefixes without the dot. */
  readonly icd10: readonly string[];
  /** ICD-9-CM prefixes without the dot. */
  readonly icd9: readonly string[];
};

export const SNOMED_CT = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const ATC = 'http://www.whocc.no/atc';
export const ICD10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const ICD9_CM = 'http://hl7.org/fhir/sid/icd-9-cm';

/** Names of one code system in the wild (HL7 OIDs, other editions of ICD-10) → the one used here. */
const synonyms = new Map([
  ['urn:oid:2.16.840.1.113883.6.96', SNOMED_CT],
  ['urn:oid:2.16.840.1.113883.6.1', LOINC],
  ['urn:oid:2.16.840.1.113883.6.88', RXNORM],
  ['urn:oid:2.16.840.1.113883.6.73', ATC],
  ['urn:oid:2.16.840.1.113883.6.90', ICD10_CM],
  ['urn:oid:2.16.840.1.113883.6.3', ICD10_CM],
  ['http://hl7.org/fhir/sid/icd-10', ICD10_CM],
  ['http://hl7.org/fhir/sid/icd-10-who', ICD10_CM],
  ['http://fhir.de/CodeSystem/bfarm/icd-10-gm', ICD10_CM],
  ['urn:oid:2.16.840.1.113883.6.103', ICD9_CM],
  ['http://fhir.de/CodeSystem/bfarm/atc', ATC],
]);

/** The code system's URI as used in this product. */
export const canonicalSystem = (system: string): string => synonyms.get(system) ?? system;

const startsWithAny = (code: string, prefixes: readonly string[]) =>
  prefixes.some((prefix) => code.startsWith(prefix));

/** Whether one of the codes names the set. Text is never matched: "no heart failure" would be a diagnosis. */
export function matches(set: CodeSet, codes: readonly Code[]): boolean {
  return codes.some(({ system, code }) => {
    const bare = code.replace('.', '').toUpperCase();
    switch (canonicalSystem(system)) {
      case SNOMED_CT:
        return set.snomed.includes(code);
      case ICD10_CM:
        return startsWithAny(bare, set.icd10);
      case ICD9_CM:
        return startsWithAny(bare, set.icd9);
      default:
        return false;
    }
  });
}
