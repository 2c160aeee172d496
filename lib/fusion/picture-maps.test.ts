import { afterAll, describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Gap } from '#lib/contract/feature.ts';
import type { MapsDescription } from '#lib/contract/manifest.ts';
import type { TensorReading } from '#lib/contract/modality.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { Tensor } from '#lib/contract/tensor.ts';
import { smallFindingsModel } from '#lib/inference/fixtures/findings-model.ts';
import { memorySource } from '#lib/inference/fixtures/memory-source.ts';
import { openSession } from '#lib/inference/open-session.ts';
import { chartOf } from '#lib/modalities/fixtures/charts.ts';
import { ownInputs, type Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { mapPicture } from './picture-maps.ts';

const { files, manifest } = await smallFindingsModel();
const session = await openSession(memorySource(files), ownInputs(), 'wasm');
afterAll(() => session.close());

const maps: MapsDescription = {
  side: 2,
  orders: [[2, 0, 3, 1]],
  reference: { name: 'reference.json', bytes: 1, sha256: '0'.repeat(64) },
  pictures: 1,
  findings: [],
};
const film = (value: number): Tensor => ({
  shape: [1, 256, 256],
  data: new Float32Array(256 * 256).fill(value),
});
const record = readRecord(chartOf([{ resourceType: 'Patient', id: 'p' }]));
const at = instant(Date.parse('2026-03-03T08:00:00Z'));
const report = {
  at,
  picture: { instance: '1.2.3', reference: 'ImagingStudy/1', time: at, passedOver: [], stated: [] },
};
const [spec] = manifest.inputs.tensors;

/** A reader of tensors that has one picture, or says why it has none. */
const having =
  (outcome: TensorReading | Gap): TensorReader<Slices> =>
  async () => ({
    outcome,
    spec: {
      id: spec?.id ?? '',
      label: 'Film',
      shape: spec?.shape ?? [],
      version: 1,
      source: '',
      modality: 'imaging',
    },
  });
const reading = (instance: string): TensorReading => ({
  tensor: film(0.75),
  from: [{ reference: 'ImagingStudy/1', time: at }],
  picture: { instance, passedOver: [], stated: [] },
});

/** A session of its own has answered nothing yet. */
const asked = (outcome: TensorReading | Gap) => ({
  record,
  session: { ...session, manifest: { ...manifest, maps } },
  report,
  readTensor: having(outcome),
  readReference: async () => film(0.25),
});

describe('the maps of a picture', () => {
  it('are of each finding, by its id', async () => {
    const found = await mapPicture(asked(reading('1.2.3')));
    if ('because' in found) throw new Error(found.because);
    expect([...found.maps.keys()]).toEqual(manifest.findings.map(({ id }) => id));
    const ratio = found.maps.get('cardiothoracic-ratio');
    expect([ratio?.here, ratio?.without]).toEqual([expect.closeTo(0.75, 4), expect.closeTo(0.25, 4)]);
    expect(ratio?.effects.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.5, 4);
  });

  it('are made once a picture: the second question reads and runs nothing', async () => {
    const first = asked(reading('1.2.3'));
    const found = await mapPicture(first);
    const nothing = () => Promise.reject(new Error('read again'));
    expect(await mapPicture({ ...first, readTensor: nothing, readReference: nothing })).toBe(found);
    const other = { ...report, picture: { ...report.picture, instance: '1.2.4' } };
    await expect(mapPicture({ ...first, report: other, readTensor: nothing })).rejects.toThrow('read again');
  });

  it('are none of another picture than the one that was read', async () => {
    expect(await mapPicture(asked(reading('9.9.9')))).toEqual({
      because: 'The picture that the network read is no longer the newest one.',
    });
  });

  it('are none where the picture cannot be had, with the reader’s own reason', async () => {
    const gap: Gap = { missing: 'unreadable', detail: 'The archive did not answer.', last: null };
    expect(await mapPicture(asked(gap))).toEqual({ because: 'The archive did not answer.' });
  });

  it('are none of a network whose maps were never measured', async () => {
    const question = { ...asked(reading('1.2.3')), session: { ...session, manifest } };
    expect(await mapPicture(question)).toEqual({ because: 'Maps of this network were never measured.' });
  });
});
