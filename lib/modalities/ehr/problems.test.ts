import { describe, expect, it } from 'vitest';
import { chartOf, condition, patient, type Resource } from '../fixtures/charts.ts';
import { ehr } from './modality.ts';

const parse = (...resources: Resource[]) => {
  const { slice, issues } = ehr.parse(chartOf([patient, ...resources]));
  return { slice, messages: issues.map(({ message }) => message) };
};

const status = (code: string) => ({ coding: [{ code }] });

describe('readConditions', () => {
  it('knows a diagnosis from the day it was recorded, not from its onset', () => {
    const { slice } = parse(condition('a', '88805009', '2026-02-01', { onsetDateTime: '2020-01-01' }));
    expect(slice?.conditions[0]).toMatchObject({
      ids: ['heart-failure'],
      since: { recorded: '2026-02-01' },
      active: true,
    });
  });

  it('takes a year as its last moment, and an undated diagnosis as never known', () => {
    const { slice, messages } = parse(
      condition('a', '44054006', '2020'),
      condition('b', '49436004', 'unknown'),
      condition('c', '38341003', '2021-02'),
    );
    expect(
      slice?.conditions.map(({ ids, since }) => [ids[0], since && new Date(since.ms).toISOString()]),
    ).toEqual([
      ['atrial-fibrillation', null],
      ['diabetes', '2020-12-31T23:59:59.999Z'],
      ['hypertension', '2021-02-28T23:59:59.999Z'],
    ]);
    expect(messages).toEqual([
      'Diagnosis: 1 left out, because no date tells since when; it is shown, but not used.',
    ]);
  });

  it.each(['entered-in-error', 'differential'])('leaves out a %s diagnosis', (code) => {
    const { slice, messages } = parse(
      condition('a', '88805009', '2026-02-01', { verificationStatus: status(code) }),
    );
    expect(slice?.conditions).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  it('shows a resolved problem as inactive', () => {
    const { slice } = parse(
      condition('a', '271737000', '2026-02-01', { clinicalStatus: status('resolved') }),
    );
    expect(slice?.conditions[0]).toMatchObject({ ids: ['anaemia'], active: false });
  });
});
