import { describe, expect, it } from 'vitest';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { filesOf } from '#lib/contract/files.ts';
import { completeStudies } from './complete-studies.ts';
import type { ImagedStudy, ImagingSlice } from './slice.ts';

const bare = (uid: string, kept: ImagedStudy['kept'] = 'here'): ImagedStudy => ({
  reference: `ImagingStudy/${uid}`,
  uid,
  started: null,
  description: null,
  dicomModalities: ['DX'],
  series: [],
  kept,
});
const whole: ImagedStudy = {
  ...bare('1.1'),
  series: [
    {
      ...{ uid: '1.1.1', dicomModality: 'DX', description: null },
      instances: [{ uid: '1.1.1.1', sopClass: null, title: null }],
    },
  ],
};
const slice = (...studies: ImagedStudy[]): ImagingSlice => ({
  studies,
  measurements: [],
  ejectionFractions: [],
});

const row = (tag: string, uid: string) => ({ [tag]: { vr: 'UI', Value: [uid] } });
const archive = (asked: string[] = []) =>
  filesOf('p', {
    searchStudy: async (study, path) => {
      asked.push(`${study} ${path}`);
      return path === 'series' ? [row('0020000E', `${study}.7`)] : [row('00080018', `${study}.7.1`)];
    },
  });

describe('completeStudies', () => {
  it('asks for the pictures of studies that came without, and for no others', async () => {
    const asked: string[] = [];
    const from = slice(whole, bare('1.2'), bare('1.3', 'elsewhere'));
    const { slice: completed, issues } = await completeStudies(from, archive(asked));
    expect(asked).toEqual(['1.2 series', '1.2 series/1.2.7/instances']);
    expect(issues).toEqual([]);
    expect(completed.studies.map(({ series }) => series.flatMap(({ instances }) => instances))).toEqual([
      [{ uid: '1.1.1.1', sopClass: null, title: null }],
      [{ uid: '1.2.7.1', sopClass: null, title: null }],
      [],
    ]);
  });

  it('says which study’s pictures could not be asked for, and keeps the rest', async () => {
    const files = filesOf('p', {
      searchStudy: (study) =>
        study === '1.2'
          ? Promise.reject(new UnreadableSource('The PACS did not answer.'))
          : (archive().searchStudy?.(study, 'series') ?? Promise.resolve([])),
    });
    const { slice: completed, issues } = await completeStudies(slice(bare('1.2'), bare('1.4')), files);
    expect(completed.studies).toHaveLength(2);
    expect(issues).toMatchObject([
      { path: 'ImagingStudy/1.2.series', message: expect.stringContaining('The PACS did not answer.') },
    ]);
  });

  it('leaves a slice as it is without an archive, and stops when aborted', async () => {
    const from = slice(bare('1.2'));
    expect(await completeStudies(from, filesOf('p', {}))).toEqual({ slice: from, issues: [] });
    const files = filesOf('p', { searchStudy: () => Promise.reject(new UnreadableSource('gone')) });
    await expect(completeStudies(from, files, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  });
});
