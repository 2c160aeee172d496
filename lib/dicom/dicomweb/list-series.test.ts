import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSeries } from './list-series.ts';

const ui = (...values: unknown[]) => ({ vr: 'UI', Value: values });

const answers: Readonly<Record<string, unknown>> = {
  series: [
    {
      '0020000E': ui('1.2.9'),
      '00080060': { vr: 'CS', Value: ['US'] },
      '00200011': { vr: 'IS', Value: [2] },
    },
    {
      '0020000E': ui('1.2.8'),
      '00080060': { vr: 'CS', Value: ['DX'] },
      '0008103E': { vr: 'LO', Value: ['Chest PA'] },
      '00200011': { vr: 'IS', Value: ['1'] },
    },
    { '00080060': { vr: 'CS', Value: ['DX'] } },
  ],
  'series/1.2.8/instances': [
    { '00080018': ui('1.2.8.11'), '00200013': { vr: 'IS', Value: [11] } },
    {
      '00080018': ui('1.2.8.2'),
      '00080016': ui('1.2.840.10008.5.1.4.1.1.1.1'),
      '00200013': { vr: 'IS', Value: [2] },
    },
    { '00080018': ui('not a uid') },
  ],
  'series/1.2.9/instances': [],
};

describe('listSeries', () => {
  it('lists series and pictures by their numbers, and passes over rows without a UID', async () => {
    const series = await listSeries(async (path) => answers[path]);
    expect(series).toEqual([
      {
        uid: '1.2.8',
        dicomModality: 'DX',
        description: 'Chest PA',
        instances: [
          { uid: '1.2.8.2', sopClass: '1.2.840.10008.5.1.4.1.1.1.1' },
          { uid: '1.2.8.11', sopClass: null },
        ],
      },
      { uid: '1.2.9', dicomModality: 'US', description: null, instances: [] },
    ]);
  });

  it('takes any other answer for an empty one, and passes a failure on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (answer) => {
        expect(Array.isArray(await listSeries(async () => answer))).toBe(true);
      }),
    );
    await expect(listSeries(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });
});
