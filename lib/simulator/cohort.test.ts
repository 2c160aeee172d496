import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memberTruth, simulateCharts, simulateMember, simulatePatient } from './cohort.ts';
import { EHR_ALONE } from './fixtures/contents.ts';
import { EVERYTHING } from './member.ts';

const digest = (lines: Iterable<string>) => {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex');
};

const HF = { cohort: 'hf', seed: 1 } as const;
const lines = (make: (index: number) => object) =>
  Array.from({ length: 40 }, (_, index) => `${JSON.stringify(make(index))}\n`);

describe('a simulated cohort', () => {
  // Another digest means other bytes: raise GENERATOR_VERSION, and train again.
  it('is the same on every machine', () => {
    expect(digest(lines((index) => simulateMember(HF, index, EVERYTHING).bundle))).toMatchInlineSnapshot(
      `"1e5a3a153149bf69581d6222017b022cc0981ae228a661b641723554030f2e7a"`,
    );
    expect(digest(lines((index) => memberTruth(HF, index, EVERYTHING)))).toMatchInlineSnapshot(
      `"13e3a0bc27cb761ec9a1d2e3c5bf1dfc67a5b5389d6ed9a5e72c6abe7f723171"`,
    );
  });

  it('holds the same patient k whatever its size', () => {
    const small = [...simulateCharts(9, 3)];
    const large = [...simulateCharts(9, 12)];
    expect(large.slice(0, 3)).toEqual(small);
    expect(simulateMember({ cohort: 'hf', seed: 9 }, 2, EHR_ALONE).bundle).toEqual(small[2]?.bundle);
  });

  it('differs by seed', () => {
    expect(simulatePatient(1, 0).bundle.entry?.[0]?.resource).not.toEqual(
      simulatePatient(2, 0).bundle.entry?.[0]?.resource,
    );
  });

  it('lists the chart first and alike, whatever is asked for beside it', () => {
    const chart = simulateMember(HF, 3, EHR_ALONE).bundle.entry ?? [];
    const whole = simulateMember(HF, 3, EVERYTHING).bundle.entry ?? [];
    expect(whole.length).toBeGreaterThan(chart.length);
    expect(whole.slice(0, chart.length)).toEqual(chart);
  });
});
