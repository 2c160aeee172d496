import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import { isTensor } from '#lib/contract/modality.ts';
import { chartOf, patient, potassium, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { modalityIds, tensorSpecsOf } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { tensorReader } from './read-tensor.ts';

const FRONTAL = 'radiograph.frontal';
const AT = instant(Date.parse('2026-03-08T12:00:00Z'));

const film: Resource = {
  resourceType: 'ImagingStudy',
  id: 's',
  status: 'available',
  subject: { reference: 'Patient/p' },
  started: '2026-03-02T00:00:00Z',
  identifier: [{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.3' }],
  series: [
    {
      uid: '1.2.3.4',
      modality: { code: 'DX' },
      bodySite: { display: 'Chest', code: '51185008' },
      instance: [{ uid: '1.2.3.4.5', sopClass: { code: 'urn:oid:1.2.840.10008.5.1.4.1.1.1.1' } }],
    },
  ],
};
const withFilm = readRecord(chartOf([patient, potassium('k', '2026-03-01T00:00:00Z', 4), film]));
const without = readRecord(chartOf([patient, potassium('k', '2026-03-01T00:00:00Z', 4)]));
const files = (given: Partial<Omit<Files, 'patientId'>> = {}) => filesOf('p', given);

describe('tensorReader', () => {
  it('throws for a tensor that no modality has', async () => {
    await expect(tensorReader(files())(withFilm, AT, 'no.such')).rejects.toThrow(TypeError);
    await expect(tensorReader(files())(withFilm, AT, 'potassium.last')).rejects.toThrow('potassium.last');
  });

  it('gives every tensor of every modality its description with the reason why it is missing', async () => {
    const specs = tensorSpecsOf(modalityIds);
    expect(specs.map(({ id }) => id)).toContain(FRONTAL);
    for (const spec of specs) {
      const read = await tensorReader(files())(without, AT, spec.id);
      expect(read.spec).toEqual(spec);
      expect(read.outcome).toMatchObject({
        missing: 'never-recorded',
        detail: expect.stringMatching(/^The chart holds nothing of the kind ".+"\.$/),
      });
    }
  });

  it('reads nothing without a time, and asks for no file', async () => {
    const asked = files({ instance: () => Promise.reject(new Error('asked')) });
    const { outcome } = await tensorReader(asked)(withFilm, null, FRONTAL);
    expect(outcome).toMatchObject({
      missing: 'never-recorded',
      detail: 'There is no time of prediction to read it at.',
    });
  });

  it('asks for the newest picture, and a missing file is a gap', async () => {
    const asked: unknown[] = [];
    const none = files({
      instance: async (uids) => {
        asked.push(uids);
        return null;
      },
    });
    const { outcome } = await tensorReader(none)(withFilm, AT, FRONTAL);
    expect(asked).toEqual([{ study: '1.2.3', series: '1.2.3.4', instance: '1.2.3.4.5' }]);
    expect(isTensor(outcome)).toBe(false);
  });

  it('makes a gap of a place that does not answer, and lets a mistake of the program through', async () => {
    const broken = files({
      instance: () => Promise.reject(new UnreadableSource('The archive did not answer.')),
    });
    const { outcome } = await tensorReader(broken)(withFilm, AT, FRONTAL);
    expect(outcome).toMatchObject({
      missing: 'unreadable',
      detail: expect.stringContaining('The archive did not answer.'),
    });
    const mistaken = files({ instance: () => Promise.reject(new RangeError('out of range')) });
    await expect(tensorReader(mistaken)(withFilm, AT, FRONTAL)).rejects.toThrow(RangeError);
  });

  it('knows nothing of a picture taken later', async () => {
    const asked = files({ instance: () => Promise.reject(new Error('asked')) });
    const { outcome } = await tensorReader(asked)(
      withFilm,
      instant(Date.parse('2026-03-01T00:00:00Z')),
      FRONTAL,
    );
    expect(outcome).toMatchObject({ missing: 'never-recorded' });
  });

  it('rejects with the reason of the signal, before and while it reads', async () => {
    const reason = new Error('another patient was opened');
    const gone = AbortSignal.abort(reason);
    await expect(tensorReader(files())(withFilm, AT, FRONTAL, gone)).rejects.toBe(reason);
    const controller = new AbortController();
    const leaving = files({
      instance: () => {
        controller.abort(reason);
        return Promise.reject(new UnreadableSource('The connection was closed.'));
      },
    });
    await expect(tensorReader(leaving)(withFilm, AT, FRONTAL, controller.signal)).rejects.toBe(reason);
  });
});
