import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { findInPicture } from '#lib/fusion/find.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { chartOf, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { embeddingReader } from './read-embedding.ts';

const NETWORK = 'radiograph-findings';
const folder = fileURLToPath(new URL(`../../public/models/${NETWORK}/1`, import.meta.url));
const opened = await openNodeSession(folder, ownInputs());
afterAll(() => opened.close());

const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };
const { bundle, studies } = simulateMember({ cohort: 'hf', seed: 4711 }, 2, contents);
const film = studies.find(({ kind }) => kind === 'chest-radiograph');
if (!film) throw new Error('no film');
const file = new Uint8Array(renderStudy(film, await loadJpegEncoder()));
const resources = (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as Resource] : []));
const record = readRecord(chartOf(resources));
const { latest: now } = record;
if (!now) throw new Error('no dates');

/** A session of its own, so that nothing is remembered, which counts its runs. */
function counted(limit?: number): ModelSession & { runs: number } {
  const { manifest } = opened;
  if (manifest.kind !== 'findings') throw new Error('no findings');
  const novelty = { ...manifest.novelty, limit: limit ?? manifest.novelty.limit };
  const session = {
    ...opened,
    manifest: { ...manifest, novelty },
    runs: 0,
    run: (...asked: Parameters<ModelSession['run']>) => {
      session.runs += 1;
      return opened.run(...asked);
    },
  };
  return session;
}

const readTensorOf = (instance: Files['instance']) =>
  tensorReader(filesOf(record.patient.id, { recordNumber: pictureNumber(record.patient), instance }));
const readTensor = readTensorOf(async () => new Blob([file]));

describe('the embedding of a picture', () => {
  it('comes with the findings of the same run, and is not asked for again', async () => {
    const session = counted();
    const found = await embeddingReader([session], readTensor)(record, NETWORK, now);
    if ('gap' in found) throw new Error(found.gap);
    expect(found.values).toHaveLength(64);
    expect(found.values.some((value) => value > 0)).toBe(true);
    const report = await findInPicture(record, session, {
      readTensor,
      landmark: { at: now, name: 'latest entry' },
    });
    const read = report.findings.flatMap(({ id, network }) =>
      network?.status === 'read' ? [[id, network.value]] : [],
    );
    expect(found.findings).toEqual(Object.fromEntries(read));
    expect(read).toHaveLength(9);
    expect(found.picture).toEqual(report.picture);
    expect(session.runs).toBe(1);
  });

  it('is what the findings are read from: the same picture gives it again to the last bit', async () => {
    const [one, other] = await Promise.all(
      [counted(), counted()].map((session) => embeddingReader([session], readTensor)(record, NETWORK, now)),
    );
    if (!one || !other || 'gap' in one || 'gap' in other) throw new Error('not read');
    expect(one.values).toEqual(other.values);
  });

  it('is a gap with the reason for a picture that is strange, of another body part, broken or not there', async () => {
    const gapOf = async (session: ModelSession, instance: Files['instance']) => {
      const found = await embeddingReader([session], readTensorOf(instance))(record, NETWORK, now);
      return 'gap' in found ? found.gap : 'read';
    };
    const knee = Buffer.from(file).toString('latin1').replace('CHEST ', 'KNEE  ');
    expect(await gapOf(counted(0.001), async () => new Blob([file]))).toMatch(/unlike those .* is the limit/);
    expect(await gapOf(counted(), async () => new Blob([Buffer.from(knee, 'latin1')]))).toMatch(
      /not said to show the chest/,
    );
    expect(await gapOf(counted(), async () => new Blob(['no picture']))).toMatch(/\w\.$/);
    expect(await gapOf(counted(), async () => null)).toMatch(/no archive at hand holds it/);
  });

  it('is refused of a network that is not open, and stops when nobody waits', async () => {
    const read = embeddingReader([counted()], readTensor);
    await expect(read(record, 'other', now)).rejects.toThrow('other is not open');
    await expect(read(record, NETWORK, now, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  });
});
