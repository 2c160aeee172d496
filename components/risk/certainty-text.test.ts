import { describe, expect, it } from 'vitest';
import type { MissingInput, Scored } from '#lib/contract/risk-report.ts';
import {
  freeText,
  missingSourceLines,
  networksText,
  peersText,
  staleText,
  tellsMost,
} from './certainty-text.ts';
import { rangeRows, rangeTop, rowName } from './risk-ranges.ts';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;
const range = (low: number, high: number) => ({ level: 0.9, low, high });

const nothing = {
  interval: range(0.28, 0.41),
  missing: [],
  missingSources: [],
  spreads: [],
  stale: [],
  readmissionFree: null,
} satisfies Partial<Scored>;

const measure = (name: string, of: ReturnType<typeof range> | null): MissingInput => ({
  measure: name,
  label: name,
  features: [`${name}.last`],
  reason: 'never-recorded',
  detail: 'Never recorded.',
  last: null,
  effect: { unit: '1', at: [], range: of },
});
const uncertain = {
  ...nothing,
  missing: [measure('crp', range(0.3, 0.36)), measure('bnp', null), measure('albumin', range(0.2, 0.45))],
  missingSources: [
    {
      source: 'echo',
      label: 'Echocardiogram',
      detail: 'No echocardiogram is on the chart.',
      range: range(0.18, 0.44),
    },
    { source: 'genomics', label: 'Genome', detail: 'No genome is on the chart.', range: range(0.31, 0.36) },
  ],
  spreads: [
    { feature: 'radiograph.cardiothoracic-ratio', label: 'Cardiothoracic ratio', low: 0.33, high: 0.35 },
  ],
};

describe('what a risk is uncertain of', () => {
  it('is the model, then what is missing with the widest first, then what a network read', () => {
    const rows = rangeRows(uncertain);
    expect(rows.map(rowName)).toEqual([
      'The model itself',
      'Echocardiogram, missing',
      'albumin, missing',
      'Genome, missing',
      'Cardiothoracic ratio, read by a network',
    ]);
    expect(rangeTop(rows, 0.34)).toBe(0.5);
    expect(rangeTop(rangeRows({ ...nothing, interval: range(0.9, 0.99) }), 0.95)).toBe(1);
  });

  it('says which one missing test would tell most', () => {
    expect(plain(tellsMost(uncertain))).toBe('An echocardiogram would tell most: 18–44 %');
    expect(plain(tellsMost({ ...uncertain, missingSources: [] }))).toBe('albumin would tell most: 20–45 %');
    expect(tellsMost(nothing)).toBeNull();
  });

  it('names the first day that is not promised', () => {
    const free = (day: number) => ({ readmissionFree: { level: 0.9, day, thresholdOf: 'home' as const } });
    expect(plain(freeText(free(5)))).toBe('With 90 % coverage: no readmission before day 6');
    expect(plain(freeText(free(0)))).toBe('With 90 % coverage no day without readmission can be promised');
    expect(freeText(nothing)).toBeNull();
  });

  it('gives the findings of networks a row each only where they are unsure of much', () => {
    const of = (feature: string, low: number, high: number) => ({ feature, label: feature, low, high });
    const many = [of('a', 0.3, 0.36), of('b', 0.339, 0.342), of('c', 0.31, 0.34), of('d', 0.32, 0.34)];
    const report = { ...nothing, spreads: many };
    expect(rangeRows(report).map(({ label }) => label)).toEqual(['The model itself', 'a']);
    expect(plain(networksText(report))).toBe(
      '3 other findings read by networks: their own error moves the risk by up to 3.0 points each',
    );
    expect(plain(networksText({ ...nothing, spreads: [of('b', 0.34, 0.34)] }))).toBe(
      '1 finding read by networks: their own error moves the risk by up to 0.1 points',
    );
    expect(networksText({ ...nothing, spreads: [of('a', 0.3, 0.36)] })).toBeNull();
  });

  it('says how old is old, the oldest for its kind first', () => {
    const value = (label: string, hours: number) => ({ measure: label, label, hours, usualHours: 48 });
    expect(plain(staleText({ stale: [value('Sodium', 50), value('Potassium', 63)] }))).toBe(
      'Older than usual: potassium (2 d 15 h; usual is up to 2 d), sodium (2 d 2 h; usual is up to 2 d)',
    );
    const many = ['A', 'B', 'C', 'D', 'E'].map((label) => value(label, 72));
    expect(plain(staleText({ stale: many }))).toMatch(/, 2 more$/);
    expect(staleText(nothing)).toBeNull();
  });

  it('takes the test patients whose scores are nearest', () => {
    const group = (predicted: number) => ({
      predicted,
      observed: predicted + 0.01,
      low: 0.2,
      high: 0.4,
      patients: 1200,
    });
    const manifest = {
      calibration: [group(0.1), group(0.3), group(0.5)],
      metrics: { confidence: 0.95 },
      training: { simulated: true },
      horizonDays: 30,
    } as Parameters<typeof peersText>[1];
    expect(plain(peersText(0.27, manifest))).toBe(
      'Of 1,200 simulated patients with a similar score, 31 % came back within 30 days (95 % interval 20–40 %)',
    );
    expect(peersText(0.27, { ...manifest, calibration: [] })).toBeNull();
  });

  it('tells on paper what is missing whole', () => {
    expect(missingSourceLines(uncertain).map(({ label, text }) => plain(`${label}: ${text}`))).toEqual([
      'Echocardiogram: No echocardiogram is on the chart. When it is known the risk comes to lie at 18–44 %.',
      'Genome: No genome is on the chart. When it is known the risk comes to lie at 31–36 %.',
    ]);
  });
});
