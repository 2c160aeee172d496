import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { references } from './fixtures/read-references.ts';
import { type Affinity, FUSION_SETTINGS, fuseNetworks } from './snf.ts';

const { count } = references;
const settings = { ...FUSION_SETTINGS, neighbours: 8 };
const everybody = new Uint8Array(count).fill(1);
const views = references.affinities.map((values) => ({ values: Float64Array.from(values), has: everybody }));

const without = ({ values, has }: Affinity, lacking: readonly number[]): Affinity => ({
  values: values.map((value, at) =>
    lacking.includes(at % count) || lacking.includes(Math.floor(at / count)) ? Number.NaN : value,
  ),
  has: has.map((one, i) => (lacking.includes(i) ? 0 : one)),
});

const fuse = (given: readonly Affinity[]) => fuseNetworks(given, count, undefined, settings);
const largestGap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, k) => Math.abs(value - (b[k] ?? Number.NaN))));

describe('network fusion', () => {
  it('equals snfpy', async () => {
    expect(largestGap(await fuse(views), references.fused)).toBeLessThan(1e-9);
  });

  it('says how far it is and stops when told to', async () => {
    const told: number[] = [];
    const stopped = fuseNetworks(views, count, async (done) => {
      told.push(done);
      if (done === 3) throw new Error('enough');
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(told).toEqual([1, 2, 3]);
  });

  it('is not changed by a view that nobody has', async () => {
    const empty = without(views[0] ?? expect.fail(), [...everybody.keys()]);
    expect(largestGap(await fuse([...views, empty]), references.fused)).toBeLessThan(1e-9);
  });

  it('leaves those apart who share no view, and stays a network whoever lacks what', async () => {
    const lacks = fc.array(fc.subarray([...everybody.keys()]), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(lacks, async (lacking) => {
        const fused = await fuse(views.map((view, k) => without(view, lacking[k] ?? [])));
        for (const [at, value] of fused.entries()) {
          const [i, j] = [Math.floor(at / count), at % count];
          const shared = lacking.some((list) => !list.includes(i) && !list.includes(j));
          expect(value).toBe(fused[j * count + i]);
          expect(value >= 0 && (shared || i === j || value === 0)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('does not draw those together who share more views', async () => {
    const lacking = [...everybody.keys()].filter((i) => i % 3 === 0);
    const [first, ...others] = views;
    const fused = await fuse([without(first ?? expect.fail(), lacking), ...others]);
    const mean = (pick: (i: number) => boolean) => {
      const values = Array.from(fused).filter(
        (_, at) => at % count !== Math.floor(at / count) && pick(at % count) && pick(Math.floor(at / count)),
      );
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const ratio = mean((i) => !lacking.includes(i)) / mean((i) => lacking.includes(i));
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.33);
  });
});
