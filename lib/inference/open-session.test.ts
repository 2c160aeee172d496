import { afterAll, describe, expect, it } from 'vitest';
import type { NamedTensors } from '#lib/contract/tensor.ts';
import {
  golden,
  manifest,
  modelFiles,
  modelFolder,
  own,
  reissued,
  shifted,
} from './fixtures/committed-model.ts';
import { memorySource } from './fixtures/memory-source.ts';
import { estimatesOf, goldenCases, twoGraphModel } from './fixtures/small-models.ts';
import { openNodeSession } from './node-session.ts';
import { openSession } from './open-session.ts';
import { goldenDifference, goldenInputs, goldenOutputs } from './replay-golden.ts';

const session = await openNodeSession(modelFolder, own);
const two = await twoGraphModel();
const several = await openSession(memorySource(two.files), two.own, 'wasm');
afterAll(async () => {
  await session.close();
  await several.close();
});

describe('openSession', () => {
  it('runs the committed model on WASM', async () => {
    expect(session).toMatchObject({ backend: 'wasm', threads: 1, fallbacks: [] });
    const outputs = await session.run('risk', goldenInputs(golden.cases));
    const [rows, days] = [golden.cases.length, manifest.horizonDays + 1];
    expect(outputs.log_hazard?.shape).toEqual([rows]);
    expect(outputs.survival?.shape).toEqual([rows, days]);
    expect(outputs.member_survival?.shape).toEqual([rows, manifest.members, days]);
    const difference = goldenDifference(goldenOutputs(golden.cases), outputs);
    expect(difference).toBeLessThanOrEqual(manifest.tolerance.wasm);
  });

  it('gives a row the same score alone as in a batch', async () => {
    const together = await session.run('risk', goldenInputs(golden.cases));
    for (const [row, one] of golden.cases.entries()) {
      const alone = await session.run('risk', goldenInputs([one]));
      expect(alone.log_hazard?.data[0]).toBeCloseTo(together.log_hazard?.data[row] ?? Number.NaN, 5);
    }
  });

  it('falls back from WebGPU with a sentence for the receipt', async () => {
    const fallen = await openSession(memorySource(modelFiles()), own, 'auto');
    expect(fallen.backend).toBe('wasm');
    expect(fallen.fallbacks).toEqual(['WebGPU was not used: this browser has no WebGPU.']);
    await fallen.close();
  });

  it('refuses a backend that does not reproduce the golden outputs', async () => {
    const [first, ...rest] = golden.cases;
    if (!first) throw new Error('no golden case');
    const moved = shifted(first, 'log_hazard', 3 * manifest.tolerance.wasm);
    const files = await reissued({ golden: { cases: [...rest, moved] } });
    await expect(openSession(memorySource(files), own, 'wasm')).rejects.toMatchObject({
      tag: 'backend',
      message: expect.stringContaining('differs from the recorded outputs'),
    });
  });

  it('says so when the model file is not a model', async () => {
    const files = await reissued({ model: new TextEncoder().encode('not ONNX') });
    await expect(openSession(memorySource(files), own, 'wasm')).rejects.toMatchObject({ tag: 'backend' });
  });
});

describe('run', () => {
  const width = manifest.inputs.features.length;
  const zeros = () => new Float32Array(width);
  const batch = (rows: number, values: Float32Array, present = zeros()): NamedTensors => ({
    values: { data: values, shape: [rows, width] },
    present: { data: present, shape: [rows, width] },
  });

  it('refuses what is not a batch, and still answers the next one', async () => {
    const bad = [
      batch(2, zeros()),
      batch(1, zeros().fill(Number.NaN, 0, 1)),
      batch(1, zeros(), zeros().fill(Number.POSITIVE_INFINITY, 0, 1)),
    ];
    const good = batch(1, zeros());
    const answers = await Promise.allSettled([...bad, good].map((one) => session.run('risk', one)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
    for (const answer of answers.slice(0, 3)) expect(answer).toMatchObject({ reason: { tag: 'input' } });
    expect(answers[1]).toMatchObject({ reason: { message: expect.stringContaining('Input values') } });
    expect(answers[2]).toMatchObject({ reason: { message: expect.stringContaining('Input present') } });
  });

  it('answers no rows with outputs of no rows', async () => {
    const none = new Float32Array(0);
    const outputs = await session.run('risk', batch(0, none, none));
    const days = manifest.horizonDays + 1;
    expect(outputs).toEqual({
      log_hazard: { data: none, shape: [0] },
      survival: { data: none, shape: [0, days] },
      member_survival: { data: none, shape: [0, manifest.members, days] },
    });
  });
});

describe('a model of two graphs', () => {
  const picture = (...numbers: number[]) => ({
    picture: { data: Float32Array.from(numbers), shape: [numbers.length / 4, 2, 2] },
  });
  const patient = (first: number, second: number, more: NamedTensors = {}): NamedTensors => ({
    values: { data: Float32Array.of(first, second), shape: [1, 2] },
    present: { data: Float32Array.of(1, 1), shape: [1, 2] },
    ...more,
  });
  const refused = (graph: string, inputs: NamedTensors) =>
    expect(several.run(graph, inputs)).rejects.toMatchObject({ name: 'ModelError', tag: 'input' });

  it('runs each by its name, with the outputs that its signature names', async () => {
    const { estimates, ...none } = await several.run('estimate', patient(7, 2));
    expect([estimates?.shape, Array.from(estimates?.data ?? [])]).toEqual([[1, 2], estimatesOf(7, 2)]);
    expect(none).toEqual({});
    const outputs = await several.run('encoder', picture(1, 2, 3, 4, 5, 6, 7, 8));
    expect(outputs).toEqual({
      doubled: { data: Float32Array.of(2, 4, 6, 8, 10, 12, 14, 16), shape: [2, 2, 2] },
      total: { data: Float32Array.of(10, 26), shape: [2, 1] },
    });
  });

  it('leaves the tensors that it was given as they were, and what a graph does not read aside', async () => {
    const inputs = patient(1, 1, { other: { data: Float32Array.of(Number.NaN), shape: [1] } });
    const before = structuredClone(inputs);
    await expect(several.run('estimate', inputs)).resolves.toHaveProperty('estimates');
    expect(inputs).toEqual(before);
  });

  it('refuses a name that it has no graph of', async () => {
    await refused('risk', patient(1, 1));
    await expect(several.run('risk', patient(1, 1))).rejects.toThrow('no graph "risk"');
  });

  it('refuses a tensor that is absent, of another shape, of another size or not finite, and names it', async () => {
    await refused('encoder', {});
    await refused('encoder', { picture: { data: new Float32Array(4), shape: [1, 4] } });
    await refused('encoder', { picture: { data: new Float32Array(4), shape: [2, 2, 2] } });
    await refused('encoder', picture(1, 2, 3, Number.NEGATIVE_INFINITY));
    await refused('estimate', patient(1, 1, { values: { data: new Float32Array(4), shape: [2, 2] } }));
    await expect(
      several.run('encoder', { picture: { data: new Float32Array(4), shape: [1, 4] } }),
    ).rejects.toThrow('Input picture should have shape [n,2,2]; it has [1,4] with 4 numbers.');
  });

  it('answers no pictures with no numbers, of the shapes that its signature names', async () => {
    const none = new Float32Array(0);
    expect(await several.run('encoder', { picture: { data: none, shape: [0, 2, 2] } })).toEqual({
      doubled: { data: none, shape: [0, 2, 2] },
      total: { data: none, shape: [0, 1] },
    });
  });

  it('does not begin a run that was aborted while it waited, and answers the next', async () => {
    const controller = new AbortController();
    const first = several.run('estimate', patient(1, 1));
    const aborted = several.run('encoder', picture(1, 2, 3, 4), controller.signal);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await expect(first).resolves.toHaveProperty('estimates');
    await expect(several.run('encoder', picture(1, 2, 3, 4))).resolves.toHaveProperty('total');
  });

  it.each(goldenCases.map(({ name, graph }, index) => [graph, name, index] as const))(
    'is refused when graph %s does not give the golden outputs of case %s',
    async (_, __, index) => {
      const cases = goldenCases.map((one, k) =>
        k === index ? shifted(one, Object.keys(one.outputs)[0] ?? '', 0.01) : one,
      );
      const { files, own: mine } = await twoGraphModel({ cases });
      await expect(openSession(memorySource(files), mine, 'wasm')).rejects.toMatchObject({
        tag: 'backend',
        message: expect.stringContaining('differs from the recorded outputs by 1.0e-2'),
      });
    },
  );
});
