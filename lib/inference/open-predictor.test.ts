import { afterAll, describe, expect, it } from 'vitest';
import {
  contract,
  golden,
  manifest,
  memorySource,
  modelFiles,
  modelFolder,
  reissued,
} from './fixtures/committed-model.ts';
import { openNodePredictor } from './node-predictor.ts';
import { openPredictor } from './open-predictor.ts';
import { goldenBatch, goldenDifference } from './replay-golden.ts';

const predictor = await openNodePredictor(modelFolder, contract);
afterAll(() => predictor.close());

describe('openPredictor', () => {
  it('runs the committed model on WASM', async () => {
    expect(predictor).toMatchObject({ backend: 'wasm', threads: 1, fallbacks: [] });
    const prediction = await predictor.predict(goldenBatch(golden.cases));
    expect(prediction).toMatchObject({
      rows: golden.cases.length,
      days: manifest.horizonDays + 1,
      members: manifest.members,
    });
    expect(goldenDifference(golden.cases, prediction)).toBeLessThanOrEqual(manifest.tolerance.wasm);
  });

  it('gives a row the same score alone as in a batch', async () => {
    const together = await predictor.predict(goldenBatch(golden.cases));
    for (const [row, one] of golden.cases.entries()) {
      const alone = await predictor.predict(goldenBatch([one]));
      expect(alone.logHazard[0]).toBeCloseTo(together.logHazard[row] ?? Number.NaN, 5);
    }
  });

  it('falls back from WebGPU with a sentence for the receipt', async () => {
    const fallen = await openPredictor(memorySource(modelFiles()), contract, 'auto');
    expect(fallen.backend).toBe('wasm');
    expect(fallen.fallbacks).toEqual(['WebGPU was not used: this browser has no WebGPU.']);
    await fallen.close();
  });

  it('refuses a backend that does not reproduce the golden outputs', async () => {
    const [first, ...rest] = golden.cases;
    if (!first) throw new Error('no golden case');
    const shifted = { ...first, logHazard: first.logHazard + 3 * manifest.tolerance.wasm };
    const files = await reissued({ golden: { cases: [...rest, shifted] } });
    await expect(openPredictor(memorySource(files), contract, 'wasm')).rejects.toMatchObject({
      tag: 'backend',
      message: expect.stringContaining('differs from the recorded outputs'),
    });
  });

  it('says so when the model file is not a model', async () => {
    const files = await reissued({ model: new TextEncoder().encode('not ONNX') });
    await expect(openPredictor(memorySource(files), contract, 'wasm')).rejects.toMatchObject({
      tag: 'backend',
    });
  });
});

describe('predict', () => {
  const width = manifest.inputs.length;
  const zeros = () => new Float32Array(width);

  it('refuses what is not a batch, and still answers the next one', async () => {
    const notANumber = zeros().fill(Number.NaN, 0, 1);
    const bad = [
      { rows: 2, values: zeros(), present: zeros() },
      { rows: 1, values: notANumber, present: zeros() },
      { rows: 1, values: zeros(), present: zeros().fill(0.5) },
    ];
    const good = { rows: 1, values: zeros(), present: zeros() };
    const answers = await Promise.allSettled([...bad, good].map((batch) => predictor.predict(batch)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { tag: 'input' } });
  });

  it('answers an empty batch with an empty prediction', async () => {
    const none = new Float32Array(0);
    expect(await predictor.predict({ rows: 0, values: none, present: none })).toMatchObject({
      rows: 0,
      members: manifest.members,
    });
  });
});
