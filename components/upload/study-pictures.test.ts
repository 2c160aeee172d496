import { describe, expect, it } from 'vitest';
import type { StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { PlacedInstance } from '#lib/dicom/grouping/placed-instance.ts';
import type { ReadUpload } from '#lib/intake/read-upload.ts';
import { isOneStudy, picturesOf } from './study-pictures.ts';

const instance = (at: number, rows: number | null): PlacedInstance =>
  ({ at, file: `f${at}`, size: 3, summary: { rows, frames: 1 } }) as PlacedInstance;
const study = (instances: readonly PlacedInstance[]): StudyGroup => ({
  uid: '1',
  date: '',
  time: '',
  zone: '',
  description: '',
  dicomModalities: ['DX'],
  series: [{ uid: '2', dicomModality: 'DX', number: 1, description: 'Chest', instances }],
});

const found = (studies: number, others: Partial<ReadUpload> = {}): ReadUpload => ({
  records: [],
  patients: [
    {
      key: 'patient-1',
      patient: { id: '1', issuer: '', name: 'One^Study', birthDate: '', sex: '' },
      studies: Array.from({ length: studies }, () => study([instance(0, 10)])),
    },
  ],
  sources: [],
  genomes: [],
  unreadableGenomes: [],
  wearables: [],
  issues: [],
  ...others,
});

describe('isOneStudy', () => {
  it('holds for one study of one patient and nothing beside it', () => {
    expect(isOneStudy(found(1))).toBe(true);
    expect(isOneStudy(found(2))).toBe(false);
    expect(isOneStudy(found(1, { patients: [] }))).toBe(false);
    const [one] = found(1).patients;
    expect(isOneStudy(found(1, { patients: one ? [one, one] : [] }))).toBe(false);
  });

  it('does not hold beside a genotype file, read or not', () => {
    expect(isOneStudy(found(1, { unreadableGenomes: [{ file: 'a.vcf', reason: 'empty' }] }))).toBe(false);
  });
});

describe('picturesOf', () => {
  it('gives each picture the bytes of its own file, and files without one none', async () => {
    const sources = ['aaa', 'bbb', 'ccc'].map((text) => new Blob([text]));
    const pictures = picturesOf(study([instance(2, 10), instance(0, 10), instance(1, null)]), sources);
    const read = await Promise.all(
      pictures.map(async ({ bytes }) => new TextDecoder().decode(await bytes())),
    );
    expect(read).toEqual(['ccc', 'aaa']);
    expect(pictures.map(({ title }) => title)).toEqual([
      'DX Chest, picture 1 of 2',
      'DX Chest, picture 2 of 2',
    ]);
  });

  it('never gives the files of two uploads one key', () => {
    const open = () => picturesOf(study([instance(0, 10)]), [new Blob(['same'])])[0]?.key;
    expect(open()).not.toBe(open());
    const kept = [new Blob(['same'])];
    const again = () => picturesOf(study([instance(0, 10)]), kept)[0]?.key;
    expect(again()).toBe(again());
  });
});
