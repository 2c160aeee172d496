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
import { cutAfter, type HourlyStay } from '../hourly/stay.ts';
import { stageOneInputs } from './features.ts';
import { featuresOf, hourlySession, predictHours, predictRows, rowAt } from './predict.ts';
import { stageOneQuestions } from './questions.ts';
import { scoreStay } from './score-stay.ts';

const MOST_BYTES = 1_000_000;
const line = z.object({ stay: z.string(), psv: z.string() });

/** A model's folder as it lies on disk. */
function readFolder(folder: string) {
  const path = fileURLToPath(new URL(`../../../public${folder}`, import.meta.url));
  const bytesOf = (name: string) => readFileSync(`${path}/${name}`);
  const manifest = modelManifest.parse(JSON.parse(bytesOf('manifest.json').toString('utf8')));
  const golden = goldenSet.parse(JSON.parse(bytesOf(manifest.golden.name).toString('utf8')));
  const lines = gunzipSync(bytesOf(manifest.charts.name)).toString('utf8').trimEnd().split('\n');
  const stays = new Map(
    lines.map((text) => {
      const { stay, psv } = line.parse(JSON.parse(text));
      const read = readPsv(psv, stay);
      if (isRefusal(read)) throw new Error(read.refused.message);
      return [stay, read.stay] as const;
    }),
  );
  return { path, bytesOf, manifest, golden, stays };
}

describe.each(Object.entries(stageOneQuestions))('the model of %s', (_, folder) => {
  const { path, bytesOf, manifest, golden, stays } = readFolder(folder);
  const known = golden.cases.flatMap((one) => {
    const stay = stays.get(one.patient ?? '');
    return stay ? [{ ...one, stay }] : [];
  });
  let session: OpenSession;
  beforeAll(async () => {
    session = await openNodeSession(path, stageOneInputs);
  });
  afterAll(() => session.close());

  it('is what its manifest lists, and small', async () => {
    expect(manifest.kind).toBe('hourly');
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
    const features = featuresOf(hourlySession(session).manifest);
    for (const { stay, inputs } of known) {
      const row = rowAt(stay, stay.hours - 1, features);
      expect(row.values).toEqual(Float32Array.from(inputs.values?.data ?? []));
      expect(row.present).toEqual(Float32Array.from(inputs.present?.data ?? []));
    }
  });

  it('says the same of an hour when nothing is known of later ones', async () => {
    const hourly = hourlySession(session);
    for (const stay of stays.values()) {
      const all = await predictHours(
        hourly,
        stay,
        Array.from({ length: stay.hours }, (_, hour) => hour),
      );
      for (const hour of [0, 5, Math.floor(stay.hours / 2)]) {
        const cut: HourlyStay = cutAfter(stay, hour);
        expect((await predictHours(hourly, cut, [hour]))[0]).toBe(all[hour]);
      }
    }
  });

  it('gives reasons that add up to the score', async () => {
    const hourly = hourlySession(session);
    const features = featuresOf(hourly.manifest);
    const nothing = { values: new Float32Array(features.length), present: new Float32Array(features.length) };
    for (const { stay } of known) {
      const hour = stay.hours - 1;
      const { factors, probability } = await scoreStay(session, stay, hour);
      const { logOdds } = await predictRows(hourly, [nothing, rowAt(stay, hour, features)]);
      const sum = factors.reduce((total, { share }) => total + share, logOdds[0] ?? 0);
      expect(sum).toBeCloseTo(logOdds[1] ?? 0, 3);
      expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(probability, 4);
      expect(factors.every(({ text }) => text.length > 0 && !text.includes('NaN'))).toBe(true);
    }
  });

  it('alarms from its threshold on, with bedside scores beside it', async () => {
    for (const { stay } of known) {
      const score = await scoreStay(session, stay, stay.hours - 1, { explain: false });
      expect(score.alarm).toBe(score.probability >= score.threshold);
      expect(score.rules.news2.missing).toContain('consciousness');
    }
  });
});
