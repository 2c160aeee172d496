import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { news2 } from './news2.ts';
import { partialSofa } from './partial-sofa.ts';
import { qsofa } from './qsofa.ts';
import type { Readings } from './rule.ts';
import { shockIndex } from './shock-index.ts';
import { sirs } from './sirs.ts';

const nothing: Readings = {
  heartRate: null,
  respiratoryRate: null,
  spo2: null,
  temperature: null,
  systolic: null,
  mean: null,
  fio2: null,
  paco2: null,
  leukocytes: null,
  platelets: null,
  bilirubin: null,
  creatinine: null,
  alert: null,
};

const well: Readings = {
  heartRate: 70,
  respiratoryRate: 16,
  spo2: 98,
  temperature: 37,
  systolic: 125,
  mean: 88,
  fio2: 0.21,
  paco2: 40,
  leukocytes: 7,
  platelets: 250,
  bilirubin: 0.6,
  creatinine: 0.9,
  alert: true,
};

describe('NEWS2', () => {
  it.each([
    // Royal College of Physicians 2017, chart 1: each limit from both sides.
    ['respiratoryRate', [8, 3], [9, 1], [11, 1], [12, 0], [20, 0], [21, 2], [24, 2], [25, 3]],
    ['spo2', [91, 3], [92, 2], [93, 2], [94, 1], [95, 1], [96, 0]],
    ['systolic', [90, 3], [91, 2], [100, 2], [101, 1], [110, 1], [111, 0], [219, 0], [220, 3]],
    [
      'heartRate',
      [40, 3],
      [41, 1],
      [50, 1],
      [51, 0],
      [90, 0],
      [91, 1],
      [110, 1],
      [111, 2],
      [130, 2],
      [131, 3],
    ],
    ['temperature', [35, 3], [35.1, 1], [36, 1], [36.1, 0], [38, 0], [38.1, 1], [39, 1], [39.1, 2]],
  ] as const)('gives the chart’s points for %s', (name, ...rows) => {
    for (const [value, points] of rows) expect(news2({ ...well, [name]: value }).value).toBe(points);
  });

  it('counts oxygen and a clouded mind', () => {
    expect(news2({ ...well, fio2: 0.4 }).value).toBe(2);
    expect(news2({ ...well, alert: false }).value).toBe(3);
  });

  it('says what was missing, and has no value where all is', () => {
    expect(news2({ ...well, alert: null, fio2: null }).missing).toEqual(['oxygen given', 'consciousness']);
    expect(news2(nothing).value).toBeNull();
  });
});

describe('the other scores', () => {
  it('qSOFA counts from 22 breaths and up to 100 mmHg', () => {
    expect(qsofa({ ...well, respiratoryRate: 22, systolic: 100, alert: false }).value).toBe(3);
    expect(qsofa({ ...well, respiratoryRate: 21, systolic: 101 }).value).toBe(0);
  });

  it('SIRS takes either sign of a criterion', () => {
    expect(sirs({ ...well, respiratoryRate: null, paco2: 31 }).value).toBe(1);
    expect(
      sirs({ ...well, temperature: 35.9, heartRate: 91, respiratoryRate: 21, leukocytes: 3.9 }).value,
    ).toBe(4);
    expect(sirs({ ...nothing, heartRate: 80 }).missing).toEqual([
      'temperature',
      'respiration',
      'white cells',
    ]);
  });

  it('the shock index is pulse over systolic pressure', () => {
    expect(shockIndex({ ...well, heartRate: 120, systolic: 80 }).value).toBe(1.5);
    expect(shockIndex({ ...well, systolic: null })).toMatchObject({
      value: null,
      missing: ['systolic pressure'],
    });
  });

  it.each([
    ['platelets', [150, 0], [149, 1], [99, 2], [49, 3], [19, 4]],
    ['bilirubin', [1.1, 0], [1.2, 1], [2, 2], [6, 3], [12, 4]],
    ['creatinine', [1.1, 0], [1.2, 1], [2, 2], [3.5, 3], [5, 4]],
    ['mean', [70, 0], [69, 1]],
    ['fio2', [0.21, 0], [0.25, 1], [0.3, 2], [1, 2]],
  ] as const)('SOFA gives the points of %s', (name, ...rows) => {
    for (const [value, points] of rows) expect(partialSofa({ ...well, [name]: value }).value).toBe(points);
  });

  it('never rise when something is no longer known', () => {
    const names = Object.keys(well);
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        const ill = { ...well, heartRate: 140, systolic: 80, platelets: 40, leukocytes: 20, alert: false };
        for (const rule of [news2, qsofa, sirs, partialSofa])
          expect(rule({ ...ill, [name]: null }).value).toBeLessThanOrEqual(rule(ill).value ?? 0);
      }),
    );
  });
});
