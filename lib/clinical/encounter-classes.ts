import { SNOMED_CT } from './code-set.ts';

/** What an encounter's class says: an inpatient's stay in hospital, or any other kind of contact. */
export type EncounterKind = 'inpatient' | 'other';

/** One code of a class; without a `system` it counts only where a table says so for codes that name none. */
export type ClassTerm = {
  readonly system: string | undefined;
  readonly code: string;
  readonly display: string | undefined;
};

/** A line of the table: what one code of one code system means. */
type ClassMeaning = { readonly system: string; readonly code: string; readonly kind: EncounterKind };

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0004';

/** Names under which the code systems of encounter classes arrive: older FHIR, value sets in place of systems, OIDs. */
const systems: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:terminology\.)?hl7\.org\/(?:\w+\/)*v3[-/]Act(?:Encounter)?Code$/i, V3],
  [/^urn:oid:2\.16\.840\.1\.113883\.5\.4$/, V3],
  [/^https?:\/\/(?:terminology\.)?hl7\.org\/(?:\w+\/)*v2[-/]0004$/i, V2],
  [/^urn:oid:2\.16\.840\.1\.113883\.(?:12\.4|18\.5)$/, V2],
];

const canonical = (system: string): string =>
  systems.find(([pattern]) => pattern.test(system.trim()))?.[1] ?? system.trim();

const meanings = (system: string, kind: EncounterKind, codes: string): ClassMeaning[] =>
  codes.split(' ').map((code) => ({ system, code, kind }));

/**
 * HL7 v3 ActEncounterCode (a short stay and an observation are no admission; neither is what precedes one), HL7 v2
 * table 0004 without its obstetrics (B), which may be either, and SNOMED CT environments, persons and procedures.
 */
const TABLE: readonly ClassMeaning[] = [
  ...meanings(V3, 'inpatient', 'IMP ACUTE NONAC'),
  ...meanings(V3, 'other', 'AMB EMER FLD HH OBSENC PRENC SS VR'),
  ...meanings(V2, 'inpatient', 'I'),
  ...meanings(V2, 'other', 'C E O P R'),
  ...meanings(SNOMED_CT, 'inpatient', '416800000 440654001 394656005 32485007 8715000 183452005'),
  ...meanings(
    SNOMED_CT,
    'other',
    '373864002 440655000 371883000 4525004 50849002 33022008 11429006 185316007',
  ),
];

/** Words for a class, whole and in small letters, which vendors send as code or display under systems of their own. */
const WORDS: Readonly<Record<EncounterKind, ReadonlySet<string>>> = {
  inpatient: new Set([
    'acute inpatient encounter',
    'hospital inpatient',
    'inpatient',
    'inpatient acute',
    'inpatient encounter',
    'inpatient hospital encounter',
    'inpatient non-acute',
    'non-acute inpatient encounter',
    'normalstationaer',
    'normalstationär',
    'stationaer',
    'stationär',
    'vollstationaer',
    'vollstationär',
  ]),
  other: new Set([
    'ambulant',
    'ambulatory',
    'day case',
    'emergency',
    'field',
    'home health',
    'nachstationaer',
    'nachstationär',
    'observation',
    'observation encounter',
    'office visit',
    'outpatient',
    'pre-admission',
    'short stay',
    'teilstationaer',
    'teilstationär',
    'telehealth',
    'telephone',
    'virtual',
    'vorstationaer',
    'vorstationär',
  ]),
};

const byWord = (text: string | undefined): EncounterKind | undefined => {
  const word = text?.trim().toLowerCase() ?? '';
  return (['inpatient', 'other'] as const).find((kind) => WORDS[kind].has(word));
};

function kindOfTerm({ system, code, display }: ClassTerm): EncounterKind | undefined {
  const named = system === undefined ? undefined : canonical(system);
  // Bare codes are those of v3 and of v2, whose letters do not clash.
  const isOf = (table: string) => (named === undefined ? table === V3 || table === V2 : table === named);
  const known = TABLE.find((meaning) => meaning.code === code && isOf(meaning.system));
  return known?.kind ?? byWord(code) ?? byWord(display);
}

/** What the codes of `Encounter.class` say together; `undefined` when none is known, or when they contradict each other. */
export function kindOfClass(terms: readonly ClassTerm[]): EncounterKind | undefined {
  const kinds = new Set(terms.flatMap((term) => kindOfTerm(term) ?? []));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}
