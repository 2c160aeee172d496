import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { type SampleName, sampleFiles } from '#lib/simulator/sample-names.ts';
import { sampleContent } from '#lib/simulator/samples.ts';
import { type ReadingPlace, readUpload } from './read-upload.ts';

const place: ReadingPlace = {
  asset: async (path) => new Blob([readFileSync(new URL(`../../public${path}`, import.meta.url))]),
  now: Date.parse('2026-12-01T00:00:00Z'),
};

async function opened(name: SampleName) {
  const content = sampleContent(name);
  const bytes = 'study' in content ? renderStudy(content.study, await loadJpegEncoder()) : content.bytes;
  const file = { name: sampleFiles[name], bytes: new Blob([new Uint8Array(bytes)]) };
  return readUpload([file], null, place, () => undefined);
}

describe('the samples to try', () => {
  it('hold a chart of a simulated patient', async () => {
    const { records, issues } = await opened('chart');
    expect(records.map(({ patient }) => patient.simulated)).toEqual([true]);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['x-ray', /^(DX|CR)$/],
    ['echo', /^US$/],
  ] as const)('hold one study: %s', async (name, modality) => {
    const { patients, issues } = await opened(name);
    const studies = patients.flatMap((one) => one.studies);
    expect(studies.map(({ description }) => description)).toEqual([expect.stringContaining('SIMULATED')]);
    expect(studies[0]?.dicomModalities.join()).toMatch(modality);
    expect(issues).toEqual([]);
  });

  it('hold a genome that can be scored and placed', async () => {
    const { genomes, unreadableGenomes } = await opened('genome');
    expect(unreadableGenomes).toEqual([]);
    expect(genomes).toHaveLength(1);
    const { score, ancestry } = genomes[0]?.slice.genotypes ?? {};
    expect([score?.coverage, ancestry?.outlying]).toEqual([1, false]);
  });

  it('hold a week of a watch without a question', async () => {
    const { wearables } = await opened('week');
    expect(wearables.map(({ question }) => question)).toEqual([null]);
    const [slice] = wearables.map((one) => one.slice);
    for (const channel of ['heartRate', 'saturation', 'steps'] as const)
      expect(slice?.[channel].reduce((sum, { values }) => sum + values.length, 0)).toBeGreaterThan(8000);
  });

  it('are the same bytes whenever they are made', () => {
    for (const name of ['chart', 'genome', 'week'] as const)
      expect(sampleContent(name)).toEqual(sampleContent(name));
  });
});
