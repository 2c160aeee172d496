import { describe, expect, it } from 'vitest';
import { rankByFusion } from './rank-by-fusion.ts';

describe('ranking by network fusion', () => {
  it('orders a row of the fused network, tells parts of the highest, and leaves out herself and whom she shares nothing with', () => {
    const ids = ['a', 'b', 'b', 'c', 'd'];
    const views = [{ id: 'chart', chance: 0.3, values: Float64Array.of(-1, 0.5, 0.4, 0.2, -1) }];
    const fused = Float32Array.of(0.9, 0.1, 0.2, 0.4, Number.NEGATIVE_INFINITY, ...new Float32Array(20));
    const ranked = rankByFusion({ ids, prior: 0, views }, fused, 0);
    expect(ranked.map(({ member, id }) => [member, id])).toEqual([
      [3, 'c'],
      [2, 'b'],
    ]);
    expect(ranked.map(({ similarity }) => similarity)).toEqual([1, expect.closeTo(0.5, 6)]);
    expect(ranked[1]?.views).toEqual({ chart: { similarity: 0.4, share: 0 } });
  });
});
