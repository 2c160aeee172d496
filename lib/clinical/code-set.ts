/** One code as a chart sends it, already checked to be text. */
export type Code = { readonly system: string; readonly code: string; readonly display?: string };

/** A clinical idea that diagnoses are counted under; its SNOMED CT concepts are in `condition-codes.ts`. */
export type CodeSet<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  /** The SNOMED CT concept that the simulator writes. */
  readonly concept: string;
  /** SNOMED CT concepts of a set that has no generated table. */
  readonly kinds?: readonly string[];
  /** ICD-10 prefixes without the dot, of the WHO's edition and its national ones alike. */
  readonly icd10: readonly string[];
  /** ICD-9-CM prefixes without the dot. */
  readonly icd9: readonly string[];
};

export const SNOMED_CT = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const ATC = 'http://www.whocc.no/atc';
export const ICD10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const ICD9_CM = 'http://hl7.org/fhir/sid/icd-9-cm';

/**
 * Names of one code system in the wild → the one used here: HL7's OIDs, national editions of SNOMED CT, of ICD-10 (one
 * meaning in the prefixes used here) and of the ATC index. Matched on the name without `http(s)://`, version and slash.
 * ICD-10-PCS and ICD-9-CM volume 3 are procedures: letters and digits alike, another meaning.
 */
const families: readonly (readonly [names: RegExp, system: string])[] = [
  [/^urn:oid:2\.16\.840\.1\.113883\.6\.96$|^snomed\.info\/(sct|id)(\/|$)/, SNOMED_CT],
  [/^urn:oid:2\.16\.840\.1\.113883\.6\.1$|^(www\.)?loinc\.org$/, LOINC],
  [
    /^urn:oid:2\.16\.840\.1\.113883\.6\.88$|^(www\.)?nlm\.nih\.gov\/research\/umls\/rxnorm$|\/sid\/rxnorm$/,
    RXNORM,
  ],
  [/^urn:oid:2\.16\.840\.1\.113883\.6\.73$|^(www\.)?whocc\.no\/atc|\/atc$/, ATC],
  [
    /^urn:oid:2\.16\.840\.1\.113883\.6\.(3|90|135)$|^urn:oid:1\.2\.276\.0\.76\.5\.\d+$|^urn:oid:1\.2\.40\.0\.34\.5\.56$/,
    ICD10_CM,
  ],
  [/(^|[/:._-])icd-?10(?!\d|-?pcs)|^id\.who\.int\/icd\/release\/10(\/|$)/, ICD10_CM],
  [/^urn:oid:2\.16\.840\.1\.113883\.6\.(42|103)$|(^|[/:._-])icd-?9(-?cm)?($|\/diagnosis)/, ICD9_CM],
];

/** CMS's name of ICD-10-PCS, which does not say that it is procedures. */
const ICD10_PROCEDURES = /^(www\.)?cms\.gov\//;

/** A system's name without case, scheme, version and slash: two spellings of one system have one name. */
export const systemName = (system: string): string =>
  system
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\|.*$/, '')
    .replace(/\/+$/, '');

const remembered = new Map<string, string>();
const MOST_REMEMBERED = 500;

function findSystem(system: string): string {
  const name = systemName(system);
  if (ICD10_PROCEDURES.test(name)) return system;
  return families.find(([names]) => names.test(name))?.[1] ?? system;
}

/** The code system's URI as used in this product; a system that it does not know comes back as it is. */
export function canonicalSystem(system: string): string {
  const known = remembered.get(system);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const found = findSystem(system);
  remembered.set(system, found);
  return found;
}
