import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureAttribution, Scored } from '#lib/contract/risk-report.ts';
import { reasonSentence, reasonsOf } from './reasons.ts';

type Explained = Pick<Scored, 'attributions' | 'sum' | 'risk'>;

const feature = (
  id: string,
  value: number | null,
  contribution: number,
  part: Partial<FeatureAttribution> = {},
): FeatureAttribution => ({
  feature: id,
  measure: id.replace(/\.(last|trend|hours-since)$/, ''),
  group: 'any',
  label: id,
  value,
  unit: '1',
  contribution,
  ...part,
});

const riskAt = (logHazard: number) => 1 - Math.exp(-0.25 * Math.exp(logHazard));

function explained(features: readonly FeatureAttribution[], baseline = 0): Explained {
  const contributions = features.reduce((sum, { contribution }) => sum + contribution, 0);
  const total = baseline + contributions;
  return {
    risk: riskAt(total),
    sum: { baseline, contributions, total, residual: 0, baselineRisk: riskAt(baseline) },
    attributions: [{ modality: 'ehr', label: 'Health record', contribution: contributions, features }],
  };
}

const pulse = (value: number, share: number) => feature('heart-rate.last', value, share, { unit: '/min' });
const crp = (value: number, share: number) => feature('crp.last', value, share, { unit: 'mg/L' });
const blocker = (value: 0 | 1, share: number) => feature('medication.beta-blocker', value, share);

describe('reasons', () => {
  it('add up to the risk, whatever the shares', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.8, max: 0.8, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (shares, baseline) => {
          const features = shares.map((share, index) => feature(`any-${index}`, 1, share));
          const { findings, treatments, risk, baselineRisk } = reasonsOf(explained(features, baseline));
          const moved = [...findings, ...treatments].reduce((sum, { points }) => sum + points, 0);
          expect(baselineRisk + moved).toBeCloseTo(risk, 5);
          for (const { points, contribution } of findings)
            expect(points * contribution).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('still have a size where they cancel out', () => {
    const { findings } = reasonsOf(explained([feature('a', 1, 0.5), feature('b', 1, -0.5)]));
    expect(findings.map(({ points }) => points)).toEqual([
      expect.closeTo(0.5 * 0.25 * Math.exp(-0.25), 3),
      expect.closeTo(-0.5 * 0.25 * Math.exp(-0.25), 3),
    ]);
  });

  it('keep treatments apart from findings', () => {
    const { findings, treatments } = reasonsOf(explained([pulse(104, 0.3), blocker(1, 0.2)]));
    expect(findings.map(({ measure }) => measure)).toEqual(['heart-rate']);
    expect(treatments.map(({ words }) => words)).toEqual(['beta-blocker']);
  });

  it('leave out what is not known', () =>
    expect(reasonsOf(explained([feature('crp.last', null, 0)])).findings).toEqual([]));

  it('speak of values with their units, and of limits where one is passed', () => {
    const said = (one: FeatureAttribution) => reasonsOf(explained([one])).findings[0];
    expect(said(pulse(104, 0.3))).toMatchObject({
      short: 'fast pulse',
      words: 'heart rate 104\u00a0per min, high',
    });
    expect(said(pulse(70, 0.3))?.short).toBe('heart rate 70\u00a0per min');
    expect(said(crp(34, 0.3))).toMatchObject({ short: 'high CRP', words: 'CRP 3.40\u00a0mg/dL, high' });
    expect(reasonsOf(explained([crp(34, 0.3)]), 'si').findings[0]?.words).toBe('CRP 34.0\u00a0mg/L, high');
    expect(said(pulse(104, -0.3))).toMatchObject({
      short: 'heart rate 104\u00a0per min',
      words: 'heart rate 104\u00a0per min, high',
      value: '104\u00a0per min',
    });
    expect(said(feature('sex', 1, 0.1))?.words).toBe('female');
    expect(said(feature('condition.diabetes', 0, -0.1))?.words).toBe('no diabetes mellitus');
    expect(said(feature('length-of-stay', 4.26, -0.1))?.words).toBe('4.3\u00a0days in hospital');
  });

  it('name the course where that moved the risk more than the level', () => {
    const level = crp(4, 0.05);
    const rising = feature('crp.trend', 2, 0.2, { unit: 'mg/L/d' });
    expect(reasonsOf(explained([level, rising])).findings[0]).toMatchObject({
      words: 'CRP 0.40\u00a0mg/dL, rising',
      short: 'rising CRP',
    });
    const slight = { ...rising, contribution: 0.01 };
    expect(reasonsOf(explained([level, slight])).findings[0]?.short).toBe('CRP 0.40\u00a0mg/dL');
  });

  it('judge by the limits of the patient’s sex, and by none where that is unknown', () => {
    const haemoglobin = feature('haemoglobin.last', 12.5, 0.2, { unit: 'g/dL' });
    const short = (features: readonly FeatureAttribution[]) =>
      reasonsOf(explained(features)).findings.find(({ measure }) => measure === 'haemoglobin')?.short;
    expect(short([haemoglobin, feature('sex', 0, 0)])).toBe('low haemoglobin');
    expect(short([haemoglobin, feature('sex', 1, 0)])).toBe('haemoglobin 12.5\u00a0g/dL');
    expect(short([haemoglobin])).toBe('haemoglobin 12.5\u00a0g/dL');
  });
});

describe('the sentence', () => {
  const said = (features: readonly FeatureAttribution[]) => reasonSentence(reasonsOf(explained(features)));

  it('names what moved the risk, and what spoke against it', () => {
    const sodium = feature('sodium.last', 140, -0.1, { unit: 'mmol/L' });
    expect(said([crp(34, 0.3), pulse(104, 0.4), sodium])).toBe(
      'mainly fast pulse and high CRP; against it sodium 140\u00a0mmol/L',
    );
  });

  it('turns round where the risk is below the baseline', () =>
    expect(said([pulse(104, 0.1), crp(2, -0.5)])).toBe('mainly CRP 0.20\u00a0mg/dL; against it fast pulse'));

  it('makes nothing of trifles, nor of treatments', () =>
    expect(said([pulse(104, 0.001), blocker(1, 0.5)])).toBe('no single finding moves it much'));
});
