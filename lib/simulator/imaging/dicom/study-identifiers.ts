import type { ImagedPerson } from '../imaged-person.ts';
import { uniqueIdentifier } from './unique-identifier.ts';

/** DICOM UIDs of a study with one series of one instance. */
export type StudyIdentifiers = {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
};

export type StudyKind = 'chest-radiograph' | 'echocardiogram';

/** The same for the same patient, kind and number, so that a bundle can name a file before it is rendered. */
export function studyIdentifiers(
  { seed, index }: Pick<ImagedPerson, 'seed' | 'index'>,
  kind: StudyKind,
  study: number,
): StudyIdentifiers {
  const uid = (level: string) => uniqueIdentifier(seed, index, `${kind}-${study}-${level}`);
  return { study: uid('study'), series: uid('series'), instance: uid('instance') };
}
