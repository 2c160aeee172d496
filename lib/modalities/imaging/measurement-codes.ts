import { canonicalSystem, LOINC, SNOMED_CT } from '#lib/clinical/code-set.ts';
import { KIND_DESCRIPTIONS, KINDS, type MeasurementKind } from '#lib/dicom/reporting/measurement-report.ts';
import { codings } from '#lib/fhir/elements.ts';

/** FHIR names code systems by URI, DICOM by a short designator (PS3.16 section 8). */
const SYSTEMS: Readonly<Record<string, string>> = {
  LN: LOINC,
  SCT: SNOMED_CT,
  DCM: 'http://dicom.nema.org/resources/ontology/DCM',
  '99CONSILIUM': 'urn:consilium:measurement',
};

export const systemOf = (scheme: string): string => SYSTEMS[scheme] ?? `urn:dicom:scheme:${scheme}`;

const byCode = new Map<string, MeasurementKind>(
  KINDS.map((kind) => {
    const { scheme, code } = KIND_DESCRIPTIONS[kind].concept;
    return [`${systemOf(scheme)} ${code}`, kind];
  }),
);

/** The kind of measurement that a CodeableConcept names; `undefined` for all that is none of imaging's. */
export const kindOf = (concept: unknown): MeasurementKind | undefined =>
  codings(concept)
    .map(({ system, code }) => system && byCode.get(`${canonicalSystem(system)} ${code}`))
    .find((kind): kind is MeasurementKind => Boolean(kind));
