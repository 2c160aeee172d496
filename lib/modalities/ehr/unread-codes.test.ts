import { describe, expect, it } from 'vitest';
import {
  chartOf,
  condition,
  observation,
  order,
  patient,
  quantity,
  type Resource,
} from '../fixtures/charts.ts';
import { readUnreadCodes } from './unread-codes.ts';

const unread = (...resources: Resource[]) => readUnreadCodes(chartOf([patient, ...resources]));
const LAB = 'urn:oid:1.2.3.4';
const local = (id: string, code: string, display: string, time: string, more: object = {}): Resource =>
  observation(id, '0-0', time, {
    code: { coding: [{ system: LAB, code, display }] },
    ...quantity(1, 'mg/dL'),
    ...more,
  });

describe('readUnreadCodes', () => {
  it('counts results by code with the newest date, most frequent first', () => {
    expect(
      unread(
        local('a', 'FERR', 'Ferritin', '2026-01-02'),
        local('b', 'KREA', 'Kreatinin im Serum', '2026-01-01'),
        local('c', 'KREA', 'Kreatinin im Serum', '2026-01-03T08:00:00+01:00'),
        local('d', 'KREA', 'Kreatinin im Serum', '2025'),
        observation('e', '2160-0', '2026-01-01', quantity(1, 'mg/dL')),
      ),
    ).toEqual([
      {
        kind: 'result',
        system: LAB,
        code: 'KREA',
        display: 'Kreatinin im Serum',
        count: 3,
        newest: expect.objectContaining({ recorded: '2026-01-03T08:00:00+01:00' }),
        looksLike: { id: 'creatinine', label: 'Creatinine' },
      },
      {
        kind: 'result',
        system: LAB,
        code: 'FERR',
        display: 'Ferritin',
        count: 1,
        newest: expect.objectContaining({ recorded: '2026-01-02' }),
        looksLike: null,
      },
    ]);
  });

  it('lists diagnoses and drugs that are in no class, and a code without a system', () => {
    const found = unread(
      condition('a', '44054006', '2026-01-01'),
      condition('b', '195967001', '2026-01-01', { code: { text: 'Asthma' } }),
      order('c', 'Paracetamol 500 mg', '2026-01-02'),
      order('d', 'Furosemide 40 mg', '2026-01-02'),
      observation('e', '0-0', '2026-01-01', { code: { coding: [{ code: 'HGB' }] }, valueString: '12' }),
    );
    expect(found.map(({ kind, system, code, display }) => [kind, system, code, display])).toEqual([
      ['diagnosis', null, null, 'Asthma'],
      ['result', null, 'HGB', 'HGB'],
      ['drug', null, null, 'Paracetamol 500 mg'],
    ]);
  });

  it.each<[string, object]>([
    ['entered in error', { status: 'entered-in-error' }],
    ['of a questionnaire', { category: [{ coding: [{ code: 'survey' }] }] }],
    ['of the genome', { category: [{ coding: [{ code: 'laboratory' }, { code: 'GE' }] }] }],
    ['without a value', { valueQuantity: undefined }],
    ['with a curve', { valueQuantity: undefined, valueSampledData: { data: '1 2' } }],
  ])('leaves out what is %s', (_what, more) => {
    expect(unread(local('a', 'X', 'X', '2026-01-01', more))).toEqual([]);
  });

  it('lists the part of a panel that is not read', () => {
    const component = [
      { code: { coding: [{ system: LAB, code: 'MAP' }] }, ...quantity(90, 'mm[Hg]') },
      { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, ...quantity(120, 'mm[Hg]') },
    ];
    expect(unread(observation('a', '85354-9', '2026-01-01', { component })).map(({ code }) => code)).toEqual([
      'MAP',
    ]);
  });
});
