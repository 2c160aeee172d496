import { describe, expect, it } from 'vitest';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { PatientGroup, StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { PlacedInstance } from '#lib/dicom/grouping/placed-instance.ts';
import { imagesOf, mismatchesOf, picturesOfChart } from './match-images.ts';

const header = (changes: Partial<PatientHeader> = {}): PatientHeader => ({
  id: 'p',
  name: 'Vega Rowan',
  birthDate: '1950-02-03',
  sex: 'female',
  mrn: '42',
  deceased: false,
  simulated: true,
  ...changes,
});
const group = (changes: Partial<PatientGroup['patient']> = {}): PatientGroup => ({
  key: 'patient-1',
  patient: { id: '42', issuer: '', name: 'Rowan^Vega', birthDate: '19500203', sex: 'F', ...changes },
  studies: [],
});

const study = (uid: string, rows: number | null): StudyGroup => ({
  ...{ uid, date: '', time: '', zone: '', description: '', dicomModalities: [] },
  series: [
    {
      ...{ uid: `${uid}.1`, dicomModality: 'DX', number: 1, description: '' },
      instances: [{ at: 0, file: 'f', size: 3, summary: { rows, studyUid: uid } } as PlacedInstance],
    },
  ],
});

it('picturesOfChart names the chart’s own files that hold a picture', () => {
  const own = { ...group(), studies: [study('1.1', 10), study('1.2', null)] };
  const other = { ...group({ id: '43' }), studies: [study('1.3', 10)] };
  const file = new Blob(['x']);
  const pictures = picturesOfChart(header(), [own, other], [file]);
  expect(pictures.map(({ uids, disputed }) => [uids.study, disputed])).toEqual([['1.1', false]]);
  expect(pictures[0]?.file).toBe(file);
});

describe('imagesOf', () => {
  it.each([
    ['the same number, birth date and sex', header(), group(), true],
    ['the number, and a birth date known to the year', header({ birthDate: '1950' }), group(), true],
    ['the number alone', header({ birthDate: null, sex: null }), group({ birthDate: '', sex: '' }), true],
    ['another number', header(), group({ id: '43' }), false],
    ['no number', header({ mrn: null }), group({ id: '' }), false],
    ['the name alone', header({ mrn: '7' }), group(), false],
    ['another birth date', header(), group({ birthDate: '19500204' }), false],
    ['another sex', header(), group({ sex: 'M' }), false],
  ])('%s', (_, chart, pictures, together) => {
    expect(imagesOf(chart, [pictures]).length === 1).toBe(together);
  });

  it('says when a number is shared by two people', () => {
    expect(mismatchesOf([header()], [group({ sex: 'M' })]).map(({ code }) => code)).toEqual([
      'identity-conflict',
    ]);
    expect(mismatchesOf([header()], [group(), group({ id: '43', sex: 'M' })])).toEqual([]);
  });
});
