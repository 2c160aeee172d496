import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, instant } from '#lib/clinical/moment.ts';
import { filesOf } from '#lib/contract/files.ts';
import { isTensor } from '#lib/contract/modality.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { pictureNumber, readHeader } from '../header.ts';
import { imaging } from './modality.ts';
import { readNewest } from './read-picture.ts';

const { bundle, studies } = simulateMember({ cohort: 'hf', seed: 4711 }, 2, {
  modalities: new Set(['ehr', 'imaging']),
  shortcut: 0,
});
const index = new BundleIndex();
index.add(bundle);
const [chart] = index.build().charts;
if (!chart) throw new Error('no chart');
const { slice } = imaging.parse(chart);
const study = studies.find(({ kind }) => kind === 'chest-radiograph');
const started = slice?.studies.find(({ dicomModalities }) =>
  dicomModalities.some((one) => one !== 'US'),
)?.started;
if (!slice || !study || !started) throw new Error('no radiograph');

const film = new Uint8Array(renderStudy(study, await loadJpegEncoder()));
const files = filesOf(chart.patient.id ?? '', {
  recordNumber: pictureNumber(readHeader(chart.patient)),
  instance: async () => new Blob([film]),
});

/** The slice as if the chart said that the study began so long before the film was taken. */
const begun = (ms: number) => ({
  ...slice,
  studies: slice.studies.map((one) => ({ ...one, started: instant(started.ms - ms) })),
});
const read = (ms: number, at: number) =>
  readNewest(begun(ms), instant(at), files, 'frontal-radiograph', [1, 8, 8]);

describe('readNewest', () => {
  it('reads a film after it was taken', async () => {
    expect(isTensor(await read(3 * DAY_MS, started.ms + HOUR_MS))).toBe(true);
  });

  it('reads none that was taken after the time, though its study had begun', async () => {
    expect(await read(3 * DAY_MS, started.ms - 2 * DAY_MS)).toMatchObject({
      missing: 'unreadable',
      detail: expect.stringContaining('it was taken after that time'),
    });
  });
});
