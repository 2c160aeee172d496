import type { Sex } from '#lib/clinical/sex.ts';
import { patientResource, type Registered } from '../fhir/patient-resource.ts';
import type { Person } from '../physiology/person.ts';

/** Whom a study is of, as the bundle names the patient, and when it was taken. */
export type ImagedPerson = {
  readonly seed: number;
  readonly index: number;
  /** Medical record number of the bundle's Patient. */
  readonly recordNumber: string;
  readonly family: string;
  readonly given: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly sex: Sex;
  /** Years at the study. */
  readonly age: number;
  readonly heightCm: number;
  readonly bodyMassIndex: number;
};

/** Which study of the patient, from 0, and its instant. */
export type StudyMoment = { readonly study: number; readonly ms: number };

type Imaged = Registered & { readonly state: { readonly person: Omit<Person, 'ageScore'> } };

/** The patient of a chart, by the very name and number that the bundle gives. */
export function imagedPerson(content: Imaged): ImagedPerson {
  const resource = patientResource(content, '');
  const [name] = resource.name ?? [];
  const { sex, age, heightCm, bodyMassIndex } = content.state.person;
  return {
    seed: content.seed,
    index: content.index,
    recordNumber: resource.identifier?.[0]?.value ?? content.id,
    family: name?.family ?? '',
    given: name?.given?.[0] ?? '',
    birthDate: resource.birthDate ?? '',
    sex,
    age,
    heightCm,
    bodyMassIndex,
  };
}
