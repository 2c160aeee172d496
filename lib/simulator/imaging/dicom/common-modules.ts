import { formatDateTime } from '../../calendar.ts';
import type { ImagedPerson, StudyMoment } from '../imaged-person.ts';
import { type StudyKind, studyIdentifiers } from './study-identifiers.ts';
import { uniqueIdentifier } from './unique-identifier.ts';
import type { Dataset } from './write-part10.ts';

type Equipment = {
  readonly dicomModality: string;
  readonly manufacturer: string;
  readonly model: string;
};

const digits = (text: string): string => text.replace(/\D/g, '');
const number = (x: number, decimals: number): string => x.toFixed(decimals);

/** Patient and patient-study modules (PS3.3 C.7.1.1, C.7.2.2), with the statement that the patient is not real. */
function patientModules(person: ImagedPerson): Dataset {
  const weight = (person.bodyMassIndex * person.heightCm * person.heightCm) / 10_000;
  return {
    PatientName: `${person.family}^${person.given}`,
    PatientID: person.recordNumber,
    PatientBirthDate: digits(person.birthDate),
    PatientSex: person.sex === 'female' ? 'F' : 'M',
    PatientAge: `${String(Math.floor(person.age)).padStart(3, '0')}Y`,
    PatientSize: number(person.heightCm / 100, 2),
    PatientWeight: number(weight, 1),
    PatientComments: 'SIMULATED. This patient does not exist.',
  };
}

/** Modules that every study has: patient, study, series, equipment, SOP common (PS3.3 C.7, C.12.1); one instance. */
export function commonModules(
  person: ImagedPerson,
  moment: StudyMoment,
  equipment: Equipment,
  what: { readonly kind: StudyKind; readonly sopClass: string; readonly description: string },
): Dataset {
  const stamp = formatDateTime(moment.ms);
  const date = digits(stamp.slice(0, 10));
  const time = digits(stamp.slice(11, 19));
  const { study, series, instance } = studyIdentifiers(person, what.kind, moment.study);
  return {
    ...patientModules(person),
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: what.sopClass,
    SOPInstanceUID: instance,
    StudyInstanceUID: study,
    SeriesInstanceUID: series,
    StudyDate: date,
    StudyTime: time,
    SeriesDate: date,
    SeriesTime: time,
    AcquisitionDate: date,
    AcquisitionTime: time,
    ContentDate: date,
    ContentTime: time,
    TimezoneOffsetFromUTC: stamp.slice(19).replace(':', ''),
    AccessionNumber: study.slice(-12),
    StudyID: String(moment.study + 1),
    SeriesNumber: 1,
    InstanceNumber: 1,
    ReferringPhysicianName: '',
    StudyDescription: `SIMULATED ${what.description}`,
    SeriesDescription: `SIMULATED ${what.description}`,
    Modality: equipment.dicomModality,
    Manufacturer: equipment.manufacturer,
    ManufacturerModelName: equipment.model,
    DeviceSerialNumber: digits(uniqueIdentifier(0, 0, equipment.model)).slice(-8),
    SoftwareVersions: '1',
    InstitutionName: 'Simulated Hospital',
    ImageComments: 'SIMULATED. Computed from a known anatomy; no one was imaged.',
    BurnedInAnnotation: 'NO',
  };
}
