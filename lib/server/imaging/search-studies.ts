import { TaggedError } from '#lib/clinical/tagged-error.ts';
import { type DicomJson, type JsonAttribute, personNameJson } from '#lib/dicom/dicomweb/dicom-json.ts';
import type { StoredInstance, StoredSeries, StoredStudy } from './instance-source.ts';

const valued = (vr: string, ...values: readonly (string | number | null)[]): JsonAttribute => {
  const present = values.filter((value) => value !== null && value !== '');
  return present.length > 0 ? { vr, Value: present } : { vr };
};

const dicomModalitiesOf = ({ series }: StoredStudy) => [
  ...new Set(series.map(({ dicomModality }) => dicomModality)),
];

/** What a search tells of a study (PS3.18 table 10.6.3-3). */
function studyJson(study: StoredStudy): DicomJson {
  const name = study.patientName;
  const instances = study.series.reduce((count, series) => count + series.instances.length, 0);
  return {
    '00080020': valued('DA', study.date),
    '00080030': valued('TM', study.time),
    '00080050': valued('SH', study.accessionNumber),
    '00080061': valued('CS', ...dicomModalitiesOf(study)),
    '00081030': valued('LO', study.description),
    '00100010': name === null ? { vr: 'PN' } : { vr: 'PN', Value: [personNameJson(name)] },
    '00100020': valued('LO', study.patientId),
    '0020000D': valued('UI', study.studyUid),
    '00201206': valued('IS', study.series.length),
    '00201208': valued('IS', instances),
  };
}

/** What a search tells of a series (PS3.18 table 10.6.3-4). */
const seriesJson = (series: StoredSeries): DicomJson => ({
  '00080060': valued('CS', series.dicomModality),
  '0008103E': valued('LO', series.description),
  '0020000E': valued('UI', series.seriesUid),
  '00200011': valued('IS', series.number),
  '00201209': valued('IS', series.instances.length),
});

/** What a search tells of an instance (PS3.18 table 10.6.3-5). */
const instanceJson = (instance: StoredInstance): DicomJson => ({
  '00080016': valued('UI', instance.sopClassUid),
  '00080018': valued('UI', instance.instanceUid),
  '00200013': valued('IS', instance.number),
  ...(instance.rows !== undefined && { '00280010': valued('US', instance.rows) }),
  ...(instance.columns !== undefined && { '00280011': valued('US', instance.columns) }),
  ...(instance.frames !== undefined && { '00280008': valued('IS', instance.frames) }),
});

type Row = {
  readonly study: StoredStudy;
  readonly series?: StoredSeries;
  readonly instance?: StoredInstance;
};

const rowsOf: Readonly<Record<'studies' | 'series' | 'instances', (study: StoredStudy) => readonly Row[]>> = {
  studies: (study) => [{ study }],
  series: (study) => study.series.map((series) => ({ study, series })),
  instances: (study) =>
    study.series.flatMap((series) => series.instances.map((instance) => ({ study, series, instance }))),
};

/** Attributes that a search can match, by keyword or tag; any other is refused rather than ignored. */
const MATCHERS: Readonly<Record<string, (row: Row, wanted: string) => boolean>> = {
  StudyInstanceUID: ({ study }, wanted) => wanted.split(/[\\,]/).includes(study.studyUid),
  SeriesInstanceUID: ({ series }, wanted) => series?.seriesUid === wanted,
  SOPInstanceUID: ({ instance }, wanted) => instance?.instanceUid === wanted,
  PatientID: ({ study }, wanted) => study.patientId === wanted,
  AccessionNumber: ({ study }, wanted) => study.accessionNumber === wanted,
  Modality: ({ series }, wanted) => series?.dicomModality === wanted,
  ModalitiesInStudy: ({ study }, wanted) => dicomModalitiesOf(study).includes(wanted),
  StudyDate: ({ study }, wanted) => isWithin(study.date, wanted),
};
const KEYWORDS: Readonly<Record<string, string>> = {
  '0020000D': 'StudyInstanceUID',
  '0020000E': 'SeriesInstanceUID',
  '00080018': 'SOPInstanceUID',
  '00100020': 'PatientID',
  '00080050': 'AccessionNumber',
  '00080060': 'Modality',
  '00080061': 'ModalitiesInStudy',
  '00080020': 'StudyDate',
};
const CONTROLS = new Set(['includefield', 'fuzzymatching', 'limit', 'offset']);

/** PS3.4 section C.2.2.2.5: one date, or a range open at either end. */
function isWithin(date: string | null, wanted: string): boolean {
  if (date === null) return false;
  const [from = '', to = from] = wanted.split('-');
  return date >= from && (to === '' || date <= to);
}

/** What a search cannot do, as a sentence. */
export class UnsupportedSearch extends TaggedError {
  override readonly name = 'UnsupportedSearch';
  readonly tag = 'unsupported';
}

type Criterion = (row: Row) => boolean;

function criteriaOf(query: URLSearchParams): Criterion[] {
  return [...query].flatMap(([name, wanted]) => {
    if (CONTROLS.has(name)) return [];
    const matcher = MATCHERS[KEYWORDS[name.toUpperCase()] ?? name];
    if (!matcher || !Object.hasOwn(MATCHERS, KEYWORDS[name.toUpperCase()] ?? name))
      throw new UnsupportedSearch('The embedded hospital cannot search by that attribute.');
    return wanted === '' ? [] : [(row: Row) => matcher(row, wanted)];
  });
}

const count = (text: string | null, fallback: number): number =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : fallback;

/**
 * Answers a QIDO-RS search over studies.
 * @throws {UnsupportedSearch} for an attribute that cannot be matched
 */
export function searchStudies(
  studies: readonly StoredStudy[],
  level: 'studies' | 'series' | 'instances',
  query: URLSearchParams,
): readonly DicomJson[] {
  const criteria = criteriaOf(query);
  const found = studies.flatMap(rowsOf[level]).filter((row) => criteria.every((matches) => matches(row)));
  const offset = count(query.get('offset'), 0);
  const limit = count(query.get('limit'), found.length);
  return found.slice(offset, offset + limit).map(({ study, series, instance }) => ({
    ...studyJson(study),
    ...(series && seriesJson(series)),
    ...(instance && instanceJson(instance)),
  }));
}
