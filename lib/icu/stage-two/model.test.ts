import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { goldenSet } from '#lib/contract/golden.ts';
import { modelManifest } from '#lib/contract/manifest.ts';
import { inputsHash } from '#lib/contract/model-inputs.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { isRefusal, readPsv } from '../hourly/read-psv.ts';
import { explainStay } from './explain.ts';
import { stageTwoInputs } from './modalities.ts';
import { playersOf, tensorsOf } from './players.ts';
import { probabilityOf } from './predict.ts';
import { explanation } from './report.ts';
import { readModalities, stageTwoFolder, windowSession } from './session.ts';
import { readWindow, type StageTwoPatient } from './window.ts';

const MOST_BYTES = 2_000_000;
const line = z.object({ stay: z.string(), psv: z.string() });
const path = fileURLToPath(new URL(`../../../public${stageTwoFolder}`, import.meta.url));
const bytesOf = (name: string) => readFileSync(`${path}/${name}`);
const manifest = modelManifest.parse(JSON.parse(bytesOf('manifest.json').toString('utf8')));
const golden = goldenSet.parse(JSON.parse(bytesOf(manifest.golden.name).toString('utf8')));

function patientOf(text: string): readonly [string, StageTwoPatient] {
  const { stay, psv } = line.parse(JSON.parse(text));
  const read = readPsv(psv, stay);
  if (isRefusal(read)) throw new Error(read.refused.message);
  return [stay, { stay: read.stay, waveforms: [], known: null }];
}
const patients = new Map(
  gunzipSync(bytesOf(manifest.charts.name)).toString('utf8').trimEnd().split('\n').map(patientOf),
);
const known = golden.cases.flatMap((one) => {
  const patient = patients.get(one.patient ?? '');
  return patient ? [{ ...one, patient, hour: patient.stay.hours - 1 }] : [];
});

describe('the model of stage two', () => {
  let session: OpenSession;
  beforeAll(async () => {
    session = await openNodeSession(path, stageTwoInputs);
  });
  afterAll(() => session.close());

  it('is what its manifest lists, and small', async () => {
    expect(manifest.kind).toBe('window');
    expect(await inputsHash(manifest.inputs)).toBe(manifest.contract);
    for (const { name, bytes, sha256 } of [
      manifest.golden,
      manifest.charts,
      ...manifest.graphs.map(({ file }) => file),
    ]) {
      const found = bytesOf(name);
      expect([found.length, createHash('sha256').update(found).digest('hex')]).toEqual([bytes, sha256]);
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    }
  });

  it('is given the golden inputs by the golden stays, to the last bit', () => {
    expect(known.length).toBeGreaterThanOrEqual(3);
    const { manifest: own } = windowSession(session);
    const modalities = readModalities(own);
    for (const { patient, hour, inputs } of known) {
      const window = readWindow(patient, hour, modalities);
      const shown = new Set(playersOf(window, modalities));
      for (const [name, { data }] of Object.entries(
        tensorsOf([{ window, shown }], modalities, own.windowHours),
      ))
        expect(data, name).toEqual(Float32Array.from(inputs[name]?.data ?? []));
    }
  });

  it('explains a stay: shares add up to the log-odds that the graph gives', async () => {
    for (const { patient, hour, outputs } of known.slice(0, 2)) {
      const told = await explainStay(session, { patient, hour, question: 'sepsis', stageOne: null });
      explanation.parse(told);
      expect(told.logOdds).toBeCloseTo(outputs.log_odds?.data[0] ?? Number.NaN, 4);
      expect(told.probability).toBeCloseTo(probabilityOf(told.logOdds), 10);
      const sum = told.modalities.reduce((total, { share }) => total + share, told.base);
      expect(Math.abs(sum - told.logOdds)).toBeLessThan(1e-5);
      for (const { share, factors } of told.modalities) {
        expect(Math.abs(factors.reduce((total, one) => total + one.share, 0) - share)).toBeLessThan(1e-5);
        expect(factors.every(({ text }) => text.length > 0 && !text.includes('NaN'))).toBe(true);
      }
    }
  });
});
