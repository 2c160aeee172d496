import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chartLines, simulateCohort, simulatePatient, truthLines } from './cohort.ts';

const digest = (lines: Iterable<string>) => {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex');
};

describe('a simulated cohort', () => {
  // Another digest means other bytes: raise GENERATOR_VERSION, and train again.
  it('is the same on every machine', () => {
    expect(digest(chartLines(1, 0, 40))).toMatchInlineSnapshot(
      `"ecec96f58ea66a2cc9056673f08adf148723548075bd6a015d964f5661fbabae"`,
    );
    expect(digest(truthLines(1, 0, 40))).toMatchInlineSnapshot(
      `"d31d97996938fe47ab2a5a26513c8958157960dfe19e98217d9f137ea291080a"`,
    );
  });

  it('holds the same patient k whatever its size', () => {
    const small = [...simulateCohort({ cohort: 'hf', patients: 3, seed: 9 })];
    const large = [...simulateCohort({ cohort: 'hf', patients: 12, seed: 9 })];
    expect(large.slice(0, 3)).toEqual(small);
    expect([...chartLines(9, 2, 3)]).toEqual([`${JSON.stringify(simulatePatient(9, 2).bundle)}\n`]);
  });

  it('differs by seed', () => {
    expect(simulatePatient(1, 0).bundle.entry?.[0]?.resource).not.toEqual(
      simulatePatient(2, 0).bundle.entry?.[0]?.resource,
    );
  });
});
