import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { MapsDescription } from '#lib/contract/manifest.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Tensor } from '#lib/contract/tensor.ts';
import { smallFindingsModel } from '#lib/inference/fixtures/findings-model.ts';
import { memorySource } from '#lib/inference/fixtures/memory-source.ts';
import { openSession } from '#lib/inference/open-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { completenessError, type MapRequest, mapFindings } from './finding-map.ts';
import { cellWeights } from './picture-cells.ts';

const { files } = await smallFindingsModel();
const session = await openSession(memorySource(files), ownInputs(), 'wasm');
afterAll(() => session.close());

const [SIDE, SIZE] = [2, 256];
const maps: MapsDescription = {
  side: SIDE,
  orders: [
    [2, 0, 3, 1],
    [1, 2, 0, 3],
  ],
  reference: { name: 'reference.json', bytes: 1, sha256: '' },
  pictures: 1,
  findings: [],
};

const grey = (value: (x: number, y: number) => number): Tensor => ({
  shape: [1, SIZE, SIZE],
  data: Float32Array.from({ length: SIZE * SIZE }, (_, i) => value(i % SIZE, Math.floor(i / SIZE))),
});
const reference = grey(() => 0.25);
/** Bright at the bottom left. */
const picture = grey((x, y) => (x < 90 && y > 190 ? 1 : 0.25));
const request: MapRequest = { session, maps, picture, reference };

/** The session with another answer: what it finds of the mean of the picture. */
const answering = (find: (mean: number) => number): ModelSession => ({
  ...session,
  run: async (graph, inputs) => {
    const { value } = await session.run(graph, inputs);
    const [mean = 0] = value?.data ?? [];
    return { value: { shape: [1, 1], data: Float32Array.of(find(mean)) } };
  },
});

describe('the map of a finding', () => {
  it('gives each cell what it adds to a network that adds up', async () => {
    const [ratio] = await mapFindings(request);
    if (!ratio) throw new Error('no map');
    const weights = cellWeights({ side: SIDE, size: SIZE });
    const expected = [0, 1, 2, 3].map((cell) => {
      const [down, across] = [weights[Math.floor(cell / SIDE)], weights[cell % SIDE]];
      return picture.data.reduce((sum, value, i) => {
        const weight = (down?.[Math.floor(i / SIZE)] ?? 0) * (across?.[i % SIZE] ?? 0);
        return sum + (weight * (value - 0.25)) / (SIZE * SIZE);
      }, 0);
    });
    for (const [cell, effect] of ratio.effects.entries()) expect(effect).toBeCloseTo(expected[cell] ?? 0, 5);
    expect(ratio.effects.indexOf(Math.max(...ratio.effects))).toBe(2);
    expect(ratio.error).toBeCloseTo(0, 5);
  });

  it('adds up to the difference between the pictures, whatever the network does with them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.3, max: 4, noNaN: true }), async (power) => {
        const [map] = await mapFindings({ ...request, session: answering((mean) => mean ** power) });
        if (!map) throw new Error('no map');
        expect(completenessError(map)).toBeLessThan(1e-6);
        expect(map.here).toBeGreaterThan(map.without);
      }),
      { numRuns: 3 },
    );
  });

  it('says how far its cells are known where cells work together', async () => {
    // Three of the four cells make the finding, whichever they are.
    const bright = grey(() => 0.75);
    const three = answering((mean) => (mean > 0.6 ? 1 : 0));
    const [map] = await mapFindings({ ...request, picture: bright, session: three });
    expect(map?.error).toBeGreaterThan(0);
    const [first] = maps.orders;
    const one = { ...maps, orders: first ? [first] : [] };
    const [unknown] = await mapFindings({ ...request, maps: one });
    expect(unknown?.error).toBeNull();
  });

  it('is the same twice, and has no share of what makes no difference', async () => {
    expect(await mapFindings(request)).toEqual(await mapFindings(request));
    const [same] = await mapFindings({ ...request, picture: reference });
    expect(same?.effects).toEqual([0, 0, 0, 0]);
    expect(same && completenessError(same)).toBeNull();
  });

  it('counts its runs, and stops between two of them', async () => {
    const told: (readonly [number, number])[] = [];
    await mapFindings({ ...request, onProgress: (done, of) => told.push([done, of]) });
    expect(told).toHaveLength(14);
    expect(told.at(-1)).toEqual([14, 14]);

    const stop = new AbortController();
    let runs = 0;
    const onProgress = () => {
      runs += 1;
      if (runs === 5) stop.abort(new Error('enough'));
    };
    await expect(mapFindings({ ...request, signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect(runs).toBe(5);
  });
});
