import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Finding, FindingsReport } from '#lib/contract/findings-report.ts';
import { chartOf, observation, patient, quantity } from '#lib/modalities/fixtures/charts.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { vectorise } from './vectorise.ts';
import { withFindings } from './with-findings.ts';

const record = readRecord(chartOf([patient, observation('o', '10230-1', '2026-03-01', quantity(40, '%'))]));
const time = instant(Date.parse('2020-01-01T00:00:00Z'));
const picture = { instance: '1.2.3', reference: 'ImagingStudy/7', time, passedOver: [], stated: [] };

const finding = (id: string, unit: string, network: Finding['network']): Finding => ({
  id,
  label: id,
  unit,
  type: 'quantity',
  low: 0,
  high: 1000,
  decimals: 0,
  network,
  measured: null,
  difference: null,
  inUse: null,
});
const read = (value: number) => ({ status: 'read', value, spread: 3, range: null }) as const;

const about = {
  kind: 'findings',
  patientId: record.patient.id,
  atName: 'latest entry',
  at: time,
  novelty: null,
  missing: [],
  issues: [],
} as const;
const provenance = { model: { id: 'echo-findings', version: '1', graphs: {} } };

const scored = (findings: readonly Finding[]) =>
  ({ ...about, status: 'scored', findings, picture, provenance }) as unknown as FindingsReport;

describe('a record with what networks read', () => {
  it('gives features their values, unless somebody measured', () => {
    const found = withFindings(record, [
      scored([finding('end-diastolic-volume', 'mL', read(140)), finding('ejection-fraction', '%', read(55))]),
    ]);
    const ids = ['echo.end-diastolic-volume', 'echo.ejection-fraction'];
    const { values, outcomes } = vectorise(found, record.latest, ids);
    expect([...values]).toEqual([140, 40]);
    expect(outcomes[0]).toMatchObject({ spread: 3, from: [{ by: 'network echo-findings 1' }] });
    expect(record.slices.imaging?.findings).toBeUndefined();
  });

  it('takes what the header states beside them, and nothing that nobody has', () => {
    const stating = (value: number) => {
      const stated = [{ id: 'heart-rate', unit: '/min', value }];
      const report = { ...scored([]), picture: { ...picture, stated } } as FindingsReport;
      return vectorise(withFindings(record, [report]), record.latest, ['echo.heart-rate']).outcomes[0];
    };
    expect(stating(88)).toEqual({
      value: 88,
      from: [{ reference: 'ImagingStudy/7', time, by: 'header of the picture' }],
    });
    for (const impossible of [0, 900, -60]) expect(stating(impossible)).toHaveProperty('missing');
  });

  it('tells why a picture or one finding was not read', () => {
    const refused = finding('end-diastolic-volume', 'mL', { status: 'refused', because: 'it is no number' });
    const partly = withFindings(record, [scored([refused])]);
    const unread = withFindings(record, [
      {
        ...about,
        status: 'unscored',
        picture,
        findings: [finding('end-diastolic-volume', 'mL', null)],
        reasons: [{ code: 'not-eligible', severity: 'error', message: 'The picture is unlike those.' }],
      },
    ]);
    const gap = (one: typeof record) =>
      vectorise(one, record.latest, ['echo.end-diastolic-volume']).outcomes[0];
    expect(gap(partly)).toMatchObject({
      missing: 'unreadable',
      detail: expect.stringContaining('no number'),
    });
    expect(gap(unread)).toMatchObject({ missing: 'unreadable', detail: 'The picture is unlike those.' });
  });

  it('takes no other patient’s', () => {
    const other = { ...scored([]), patientId: 'somebody-else' };
    expect(() => withFindings(record, [other])).toThrow(TypeError);
  });
});
