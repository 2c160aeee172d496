import type {
  Bundle,
  BundleEntry,
  FhirResource,
  HumanName,
  ImagingStudy,
  Observation,
  Patient,
  Provenance,
  Reference,
} from 'fhir/r4';
import {
  type CodedTerm,
  KIND_DESCRIPTIONS,
  type MeasurementReport,
  type ReportedMeasurement,
  roundedValue,
} from '#lib/dicom/reporting/measurement-report.ts';
import { systemOf } from './measurement-codes.ts';

const UCUM = 'http://unitsofmeasure.org';
const DICOM_UID = 'urn:dicom:uid';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const DCM = 'http://dicom.nema.org/resources/ontology/DCM';

const uidIdentifier = (uid: string) => ({ system: DICOM_UID, value: `urn:oid:${uid}` });
const concept = ({ scheme, code, meaning }: CodedTerm) => ({
  coding: [{ system: systemOf(scheme), code, display: meaning }],
});

/** `2026-03-01`; a time of day without its zone would be a guess, so the date stands alone. */
const studyDay = ({ studyDate }: MeasurementReport): string | undefined =>
  /^\d{8}$/.test(studyDate) ? studyDate.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : undefined;

const GENDERS: Readonly<Record<string, 'female' | 'male' | 'other'>> = { F: 'female', M: 'male', O: 'other' };

/** The three writings of a DICOM name, by the codes that HL7 has for them. */
const WRITINGS = ['ABC', 'IDE', 'SYL'];
const WRITING = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';

/** A HumanName for each writing; which one it is is said where there are several. */
function namesOf(name: string): HumanName[] {
  const writings = name.split('=').map((text, i) => ({ text, code: WRITINGS[i] }));
  const written = writings.filter(({ text }) => text.replace(/[\^ ]/g, '') !== '');
  return written.map(({ text, code }) => {
    const [family, ...others] = text.split('^').map((part) => part.trim());
    const given = others.filter((part) => part !== '');
    return {
      ...(written.length > 1 && code !== undefined && { extension: [{ url: WRITING, valueCode: code }] }),
      ...(family && { family }),
      ...(given.length > 0 && { given }),
    };
  });
}

function patientOf({ patient }: MeasurementReport): Patient {
  const names = namesOf(patient.name);
  const gender = GENDERS[patient.sex];
  const birth = /^(\d{4})(\d{2})(\d{2})$/.exec(patient.birthDate);
  return {
    resourceType: 'Patient',
    ...(patient.id !== '' && {
      identifier: [{ type: { coding: [{ system: IDENTIFIER_TYPE, code: 'MR' }] }, value: patient.id }],
    }),
    ...(names.length > 0 && { name: names }),
    ...(gender && { gender }),
    ...(birth && { birthDate: `${birth[1]}-${birth[2]}-${birth[3]}` }),
  };
}

function studyOf(
  uid: string,
  measurements: readonly ReportedMeasurement[],
  subject: Reference,
  day?: string,
): ImagingStudy {
  const images = measurements.map(({ image }) => image);
  const bySeries = Map.groupBy(images, ({ seriesUid }) => seriesUid);
  return {
    resourceType: 'ImagingStudy',
    status: 'available',
    identifier: [uidIdentifier(uid)],
    subject,
    ...(day !== undefined && { started: day }),
    series: [...bySeries].map(([series, members]) => ({
      uid: series,
      modality: { system: DCM, code: 'OT' },
      instance: [...new Map(members.map((image) => [image.instanceUid, image])).values()].map((image) => ({
        uid: image.instanceUid,
        sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${image.sopClassUid}` },
      })),
    })),
  };
}

function observationOf(
  measurement: ReportedMeasurement,
  { measured }: MeasurementReport,
  subject: Reference,
  study: Reference,
  day: string | undefined,
): Observation {
  const { concept: code, unit, method, name } = KIND_DESCRIPTIONS[measurement.kind];
  const text = measurement.method;
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: CATEGORY, code: 'imaging' }] }],
    code: { ...concept(code), text: name },
    subject,
    effectiveDateTime: day ?? measured,
    issued: measured,
    valueQuantity: { value: roundedValue(measurement), unit, system: UCUM, code: unit },
    ...((method || text) && {
      method: { ...(method && concept(method)), ...(text !== undefined && { text }) },
    }),
    derivedFrom: [study],
    device: { display: 'Consilium' },
  };
}

function provenanceOf(
  targets: readonly Reference[],
  { measured, measurements }: MeasurementReport,
): Provenance {
  const instances = [...new Set(measurements.map(({ image }) => image.instanceUid))];
  return {
    resourceType: 'Provenance',
    target: [...targets],
    recorded: measured,
    activity: { text: 'Measured by hand in a picture' },
    agent: [{ who: { display: 'User of Consilium' } }],
    entity: instances.map((uid) => ({ role: 'source', what: { identifier: uidIdentifier(uid) } })),
  };
}

const entry = (resource: FhirResource): BundleEntry & { fullUrl: string } => {
  const id = crypto.randomUUID();
  return { fullUrl: `urn:uuid:${id}`, resource: { ...resource, id } };
};

/**
 * The measurements as FHIR R4: one Observation each, derived from an ImagingStudy that names the pictures, and one
 * Provenance for all. The Patient says what the pictures say; nothing is looked up.
 */
export function measurementBundle(report: MeasurementReport): Bundle {
  const day = studyDay(report);
  const patient = entry(patientOf(report));
  const subject = { reference: patient.fullUrl };
  const studies = Map.groupBy(report.measurements, ({ image }) => image.studyUid);
  const ofStudies = [...studies].map(([uid, members]) => {
    const study = entry(studyOf(uid, members, subject, day));
    const reference = { reference: study.fullUrl };
    return [study, ...members.map((one) => entry(observationOf(one, report, subject, reference, day)))];
  });
  const observations = ofStudies.flatMap(([, ...members]) => members);
  const targets = observations.map(({ fullUrl }) => ({ reference: fullUrl }));
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [patient, ...ofStudies.flat(), entry(provenanceOf(targets, report))],
  };
}
