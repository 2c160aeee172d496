import { describe, expect, it } from 'vitest';
import { fuseCohort, type MapSubject, mapColumns } from './cohort-map.ts';
import { columnsOf, fusedRow, viewNetworks } from './cohort-network.ts';
import { buildCohort } from './cohort-table.ts';
import { drawsOf, normalDraw } from './draw.ts';
import { KEY, memberAt, smallSpace } from './fixtures/small-space.ts';
import { fuse } from './rank.ts';
import { similaritiesTo } from './similarities.ts';

const weights = { chart: 0.6, genome: 0.4 };
const ignore = async () => {};

/** Three groups that the chart tells apart; every fifth patient has no genome. */
function cohortOf(count: number) {
  const draw = drawsOf(count);
  const members = Array.from({ length: count }, (_, k) => {
    const near = () => 8 * (k % 3) + normalDraw(draw);
    return memberAt(`p${String(k).padStart(3, '0')}`, {
      chart: [near(), normalDraw(draw)],
      ...(k % 5 !== 4 && { genome: [near()] }),
    });
  });
  return buildCohort(smallSpace(), KEY, members).table;
}

const table = cohortOf(60);
const columns = columnsOf(table);
const subjects: MapSubject[] = [
  { kind: 'view', id: 'chart' },
  { kind: 'fused', weights },
  { kind: 'network-fusion' },
];

/** How often the nearest on the map is of the same group. */
function groupsKept(map: Float32Array): number {
  const at = (k: number) => [map[2 * k] ?? Number.NaN, map[2 * k + 1] ?? Number.NaN] as const;
  const same = columns.views[0]?.has.map((_, k) => {
    const apart = (other: number) => Math.hypot(at(k)[0] - at(other)[0], at(k)[1] - at(other)[1]);
    const others = Array.from({ length: 60 }, (_, other) => other).filter((other) => other !== k);
    const nearest = others.reduce((best, other) => (apart(other) < apart(best) ? other : best));
    return Number(nearest % 3 === k % 3);
  });
  return (same?.reduce((sum, one) => sum + one, 0) ?? 0) / 60;
}

describe('a cohort as a network', () => {
  it('has the similarities that a search finds', async () => {
    const networks = await viewNetworks(columns);
    for (const patient of [0, 4, 31]) {
      const expected = fuse(similaritiesTo(table, patient), weights);
      const found = fusedRow(networks, columns, weights, patient);
      for (const [other, value] of found.entries())
        if (other !== patient) expect(value).toBe(expected[other]);
    }
  });

  it('joins nobody who shares no view', async () => {
    const apart = [
      memberAt('a', { chart: [0, 0] }),
      memberAt('b', { genome: [0] }),
      memberAt('c', { chart: [1, 0] }),
    ];
    const small = columnsOf(buildCohort(smallSpace(), KEY, apart).table);
    for (const subject of [{ kind: 'fused', weights }, { kind: 'network-fusion' }] as const) {
      const similarities = await fuseCohort(small, subject, ignore);
      expect(similarities[1]).toBe(Number.NEGATIVE_INFINITY);
      expect(similarities[2]).toBeGreaterThan(0);
    }
  });
});

describe('maps of a cohort', () => {
  for (const method of ['pca', 'umap'] as const)
    for (const subject of subjects)
      it(`keep groups together, and are the same again: ${method} of ${subject.kind}`, async () => {
        const map = await mapColumns(columns, method, subject, ignore);
        expect(groupsKept(map)).toBeGreaterThan(0.9);
        expect(await mapColumns(columns, method, subject, ignore)).toEqual(map);
      });

  it('have no place for whoever lacks the view', async () => {
    const map = await mapColumns(columns, 'umap', { kind: 'view', id: 'genome' }, ignore);
    for (let k = 0; k < 60; k += 1) expect(Number.isNaN(map[2 * k])).toBe(k % 5 === 4);
  });

  it('stop when nobody waits for them', async () => {
    const gone = async (done: number) => {
      if (done > 100) throw new DOMException('gone', 'AbortError');
    };
    await expect(mapColumns(columns, 'umap', { kind: 'view', id: 'chart' }, gone)).rejects.toThrow('gone');
  });

  it('are drawn of few patients', async () => {
    for (const count of [1, 2, 3, 4])
      for (const method of ['pca', 'umap'] as const)
        for (const subject of subjects) {
          const map = await mapColumns(columnsOf(cohortOf(count)), method, subject, ignore);
          expect(map).toHaveLength(2 * count);
          expect(map.every(Number.isFinite)).toBe(true);
        }
  });

  it('know the views of the table alone', async () => {
    const unknown = mapColumns(columns, 'pca', { kind: 'view', id: 'tongue' }, ignore);
    await expect(unknown).rejects.toThrow(RangeError);
  });
});
