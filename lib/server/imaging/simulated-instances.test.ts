import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import { DEMO_MARK, demoStudies, writeDemoMark } from '#lib/simulator/demo-hospital.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { describeStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import type { InstanceAddress, StoredStudy } from './instance-source.ts';
import { simulatedInstances } from './simulated-instances.ts';
import { indexInstance, studiesOf } from './stored-study.ts';

const data = mkdtempSync(join(tmpdir(), 'consilium-simulated-images-'));
const TODAY = '2026-11-29';
const source = simulatedInstances(data);
const [film, echo] = ['chest-radiograph', 'echocardiogram'].flatMap(
  (wanted) => [...demoStudies(TODAY)].find(({ kind }) => kind === wanted) ?? [],
);
if (!film || !echo) throw new Error('The demo hospital has no images.');

beforeAll(() => writeFileSync(join(data, DEMO_MARK), writeDemoMark(TODAY)));
afterAll(() => rmSync(data, { recursive: true }));

const bytesOf = async (address: InstanceAddress) => {
  const stream = await source.readInstance(address);
  return stream && new Uint8Array(await new Response(stream).arrayBuffer());
};
const addressOf = ({ studyUid, series: [series] }: StoredStudy): InstanceAddress => ({
  study: studyUid,
  series: series?.seriesUid ?? '',
  instance: series?.instances[0]?.instanceUid ?? '',
});
const studiesOfPatient = (patientId: string) => source.findStudies({ patientId });

describe('images of the demo hospital', () => {
  it('are rendered when asked for, the same bytes again from disk', async () => {
    const encode = await loadJpegEncoder();
    for (const study of [film, echo]) {
      const { uids } = describeStudy(study);
      const address = { study: uids.study, series: uids.series, instance: uids.instance };
      const wanted = renderStudy(study, encode);
      const [one, two] = await Promise.all([bytesOf(address), bytesOf(address)]);
      expect(Buffer.compare(one ?? Buffer.of(), wanted)).toBe(0);
      expect(Buffer.compare(two ?? Buffer.of(), wanted)).toBe(0);
      const kept = readdirSync(join(data, 'rendered'), { recursive: true, encoding: 'utf8' });
      expect(kept.some((name) => name.endsWith(`${address.instance}.gz`))).toBe(true);
      expect(Buffer.compare((await bytesOf(address)) ?? Buffer.of(), wanted)).toBe(0);
    }
  });

  it('are listed as the headers of their files say', async () => {
    for (const stored of await studiesOfPatient(film.person.recordNumber)) {
      const file = readPart10((await bytesOf(addressOf(stored))) ?? new Uint8Array());
      const indexed = isRefusal(file) ? null : indexInstance(file);
      const [read] = indexed ? studiesOf([indexed]) : [];
      expect(read).toMatchObject(stored);
    }
  });

  it('are never another patient’s', async () => {
    const [own] = await studiesOfPatient(film.person.recordNumber);
    const others = (await source.findStudies({})).filter(({ patientId }) => patientId !== own?.patientId);
    const [other] = others;
    expect(others.length).toBeGreaterThan(1000);
    if (!own || !other) throw new Error('no studies');
    expect(await source.findStudies({ studyUid: own.studyUid, patientId: other.patientId })).toEqual([]);
    expect(await bytesOf({ ...addressOf(own), instance: addressOf(other).instance })).toBeNull();
    expect(await bytesOf({ ...addressOf(own), series: addressOf(other).series })).toBeNull();
    expect(await bytesOf({ study: '1.2', series: '1.3', instance: '1.4' })).toBeNull();
  });

  it('are not there beside other patients', async () => {
    const foreign = mkdtempSync(join(tmpdir(), 'consilium-foreign-'));
    expect(await simulatedInstances(foreign).findStudies({})).toEqual([]);
    writeFileSync(join(foreign, DEMO_MARK), '{"generatorVersion": 2');
    expect(await simulatedInstances(foreign).findStudies({})).toEqual([]);
    rmSync(foreign, { recursive: true });
  });
});
