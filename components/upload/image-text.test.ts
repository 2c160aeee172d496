import { describe, expect, it } from 'vitest';
import type { PatientGroup, StudyGroup } from '#lib/dicom/grouping/group-instances.ts';
import { birthText, nameText, sizeText, studyTimeText } from './image-text.ts';

const group = (name: string, birthDate = ''): PatientGroup => ({
  key: 'k',
  patient: { id: '1', issuer: '', name, birthDate, sex: '' },
  studies: [],
});
const study = (date: string, time: string, zone: string): StudyGroup => ({
  uid: '1',
  date,
  time,
  zone,
  description: '',
  dicomModalities: [],
  series: [],
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('text of pictures', () => {
  it.each([
    ['Rowan^Vega', 'Rowan, Vega'],
    ['Rowan^Vega^Maria^Dr', 'Rowan, Vega Maria Dr'],
    ['^Vega', 'Vega'],
    ['', 'Name not recorded'],
  ])('names %j as %s', (name, text) => expect(nameText(group(name))).toBe(text));

  it.each([
    ['20260301', '071000', '-0500', '1 Mar 2026, 07:10 UTC−05:00'],
    ['20260301', '0710', '', '1 Mar 2026, 07:10 zone not stated'],
    ['20260301', '', '', '1 Mar 2026'],
    ['', '071000', '', 'Date not recorded'],
    ['20261399', '', '', 'Date unreadable'],
  ])('dates %s %s %s as %s', (date, time, zone, text) =>
    expect(plain(studyTimeText(study(date, time, zone)))).toBe(text),
  );

  it('says when a birth date is missing, and sizes in units', () => {
    expect(birthText(group('x'))).toBe('birth date not recorded');
    expect(plain(birthText(group('x', '19500203')))).toBe('born 3 Feb 1950');
    expect([0, 999, 1500, 12_345_678].map((size) => plain(sizeText(size)))).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '12.3 MB',
    ]);
  });
});
