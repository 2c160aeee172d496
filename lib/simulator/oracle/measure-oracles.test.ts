import { describe, expect, it } from 'vitest';
import { modalityIds } from '../member.ts';
import { simulateTruth } from '../patient.ts';
import { truthLine } from '../truth-line.ts';
import { cutAt, prepareConcordance } from './concordance.ts';
import { designColumns } from './design.ts';
import { type KnownTruth, modalitySets } from './known-truth.ts';
import { measureOracles } from './measure-oracles.ts';
import { measuredQuantities } from './measured-quantities.ts';
import { predictCrossFitted } from './ridge.ts';

const SEED = 31_415;
const PATIENTS = 800;
const truths: KnownTruth[] = Array.from({ length: PATIENTS }, (_, k) => truthLine(simulateTruth(SEED, k)));
const measured = truths.map((_, k) => measuredQuantities(SEED, k));
const { rows, events } = measureOracles(truths, measured, SEED);
const row = (...chosen: readonly string[]) => {
  const found = rows.find((one) => one.modalities.join() === chosen.join());
  if (found === undefined) throw new Error(`No row for ${chosen.join()}`);
  return found;
};
const everything = row('ehr', 'imaging', 'genomics', 'wearables');

describe('the oracles', () => {
  it('are one for each choice of modalities, each inside its interval', () => {
    expect(new Set(rows.map((one) => one.modalities.join()))).toHaveLength(15);
    expect(modalitySets.map((set) => set.length)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4]);
    for (const { estimate, low, high } of rows.flatMap(({ known, measured: seen }) => [known, seen])) {
      expect(low).toBeLessThan(estimate);
      expect(high).toBeGreaterThan(estimate);
    }
    expect(events).toBeGreaterThan(130);
  });

  it('know more with all modalities than with one, and most with the truth', () => {
    for (const { modalities: chosen, known, measured: seen } of rows) {
      expect(known.estimate).toBeGreaterThan(0.5);
      expect(known.estimate).toBeLessThanOrEqual(everything.known.estimate + 0.005);
      expect(seen.estimate).toBeLessThan(everything.known.estimate);
      if (chosen.length === 1) expect(seen.estimate).toBeLessThan(everything.measured.estimate);
    }
  });

  it('lose something to noise, yet not all', () => {
    expect(everything.measured.estimate).toBeGreaterThan(0.64);
    expect(row('genomics').measured.estimate).toBeLessThan(row('genomics').known.estimate + 0.01);
  });

  it('find nothing where the measurements are those of others', () => {
    const others = measured.map((own, k) => measured[(k + 17) % PATIENTS] ?? own);
    const hazards = truths.map(({ logHazard }) => logHazard);
    const blind = prepareConcordance(
      predictCrossFitted(designColumns(others, modalityIds), hazards),
      cutAt(truths, 30),
    )();
    expect(Math.abs(blind - 0.5)).toBeLessThan(0.06);
  });
});
