import { afterAll, describe, expect, it } from 'vitest';
import { attribute } from '#lib/fusion/attribute.ts';
import { type Player, planCoalitions } from '#lib/fusion/coalitions.ts';
import { playersOf } from '#lib/fusion/questions.ts';
import { keepOnly, toBatch } from '#lib/fusion/rows.ts';
import { predict } from '#lib/fusion/survival-outputs.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { openReadmission, scored, sum } from './fixtures/assessed.ts';
import { readmission } from './model.ts';

const { session, vectorOf, eligible, wholeOf, close } = await openReadmission();
afterAll(close);
/** Some with a week at home, some without; the sixth has every source. */
const records = eligible(
  Array.from({ length: 8 }, (_, index) => simulateMember({ cohort: 'hf', seed: 1 }, index, EVERYTHING)),
);

describe('Shapley values of the committed model', () => {
  it('agree with all 2⁸ coalitions of eight features of all modalities', async () => {
    const vector = vectorOf(wholeOf(records));
    const modalityOf = (column: number) => vector.specs[column]?.modality ?? '';
    const present = [...vector.present.keys()].filter((column) => vector.present[column] === 1);
    const byModality = [...Map.groupBy(present, modalityOf).values()];
    const columns = byModality.flatMap((of) => [of[0] ?? 0, of[Math.floor(of.length / 2)] ?? 0]);
    const players: Player[] = columns.map((column) => ({ column, modality: modalityOf(column) }));
    expect(new Set(columns).size).toBe(8);
    const run = async (coalitions: readonly ReadonlySet<number>[]) =>
      (await predict(session, toBatch(coalitions.map((coalition) => keepOnly(vector, coalition))))).logHazard;

    const plan = planCoalitions(players);
    const shares = attribute(plan, await run(plan.coalitions), session.manifest.tolerance.wasm);

    const masks = Array.from({ length: 2 ** columns.length }, (_, mask) => mask);
    const payoffs = await run(masks.map((mask) => new Set(columns.filter((_, k) => mask & (1 << k)))));
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    const size = (mask: number) => columns.filter((_, k) => mask & (1 << k)).length;
    for (const [k, column] of columns.entries()) {
      const share = sum(
        masks
          .filter((mask) => !(mask & (1 << k)))
          .map((mask) => {
            const gain = (payoffs[mask | (1 << k)] ?? Number.NaN) - (payoffs[mask] ?? Number.NaN);
            return (gain * factorial(size(mask)) * factorial(7 - size(mask))) / factorial(8);
          }),
      );
      expect(shares.columns.get(column)).toBeCloseTo(share, 5);
    }
  });

  it('are exactly 0 of a player that changes nothing', async () => {
    for (const record of records) {
      const vector = vectorOf(record);
      const known = playersOf(vector);
      const of = new Set(known.map(({ modality }) => modality));
      const idle = [...vector.specs.entries()].flatMap(([column, { modality }]) =>
        vector.present[column] === 0 && of.has(modality) ? [{ column, modality }] : [],
      );
      const plan = planCoalitions([...known, ...idle]);
      const rows = plan.coalitions.map((columns) => keepOnly(vector, columns));
      const { logHazard } = await predict(session, toBatch(rows));
      const { columns } = attribute(plan, logHazard, session.manifest.tolerance.wasm);
      expect(idle.length).toBeGreaterThan(0);
      for (const { column } of idle) expect(columns.get(column)).toBe(0);
    }
  });
});

describe('what kinds of data tell together', () => {
  it('is half of each share beside what the kind tells alone', async () => {
    for (const record of records) {
      const vector = vectorOf(record);
      const report = scored(await readmission.assess(record, session, { weekLater: true }));
      const kinds = report.attributions.filter(({ features }) =>
        features.some(({ value }) => value !== null),
      );
      expect(report.interactions).toHaveLength((kinds.length * (kinds.length - 1)) / 2);
      const alone = kinds.map(({ modality }) => {
        const own = [...vector.specs.keys()].filter((column) => vector.specs[column]?.modality === modality);
        return keepOnly(vector, new Set(own));
      });
      const { logHazard } = await predict(session, toBatch(alone));
      for (const [index, { modality, contribution }] of kinds.entries()) {
        const halves = report.interactions
          .filter(({ between }) => between.includes(modality))
          .map(({ value }) => value / 2);
        const main = (logHazard[index] ?? Number.NaN) - report.sum.baseline;
        expect(main + sum(halves)).toBeCloseTo(contribution, 4);
      }
    }
  });
});
