import { describe, expect, it } from 'vitest';
import { intervalText, metricRows } from './model-rows.ts';

describe('intervalText', () => {
  it('shows estimate and limits to the same digits', () => {
    expect(intervalText({ estimate: 0.71234, low: 0.7, high: 0.7251 })).toBe('0.712 (0.700–0.725)');
  });

  it('does not run a minus into a dash', () => {
    expect(intervalText({ estimate: 0.01, low: -0.05, high: 0.07 }, 2)).toBe('0.01 (−0.05 to 0.07)');
  });
});

describe('metricRows', () => {
  it('says in words what each tells, with the reachable optimum and the empty model beside it', () => {
    const interval = (estimate: number) => ({ estimate, low: estimate - 0.01, high: estimate + 0.01 });
    const rows = metricRows({
      set: 'test',
      patients: 10,
      events: 2,
      confidence: 0.95,
      method: 'bootstrap',
      concordance: interval(0.7),
      oracleConcordance: interval(0.75),
      auc30: interval(0.72),
      brier30: interval(0.1),
      brierOfPrevalence: 0.12,
      calibrationIntercept: interval(0),
      calibrationSlope: interval(1),
    });
    const of = (term: string) => rows.find((row) => row.term === term);
    expect(of('concordance')?.value).toBe('70 of 100 (69–71)');
    expect(of('concordance')?.meaning).toContain('75 the most that any model could reach');
    expect(of('Brier score')?.meaning).toContain('0.120 when everyone');
  });
});
