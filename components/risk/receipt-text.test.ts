import { expect, it } from 'vitest';
import type { Provenance, Scored } from '#lib/contract/risk-report.ts';
import { backendText, inputRows, instantText } from './receipt-text.ts';

const provenance = {
  backend: 'wasm',
  threads: 1,
  inputs: [
    {
      feature: 'sodium.trend',
      from: [
        { reference: 'Observation/1', time: null },
        { reference: 'Observation/2', time: null, by: 'report' },
      ],
    },
  ],
} as unknown as Provenance;

it('names the backend and the instant with its zone', () => {
  expect(backendText(provenance)).toBe('WASM, 1 thread');
  expect(backendText({ ...provenance, backend: 'webgpu', threads: 4 })).toBe('WebGPU, 4 threads');
  expect(instantText('2026-03-01T07:10:09.123Z')).toBe('2026-03-01 07:10:09 UTC');
});

it('lists each resource of each feature, and features without one', () => {
  const feature = (id: string, value: number | null) => ({
    feature: id,
    measure: 'sodium',
    group: 'Electrolytes',
    label: id,
    value,
    unit: '1',
    contribution: 0,
  });
  const report = {
    attributions: [
      {
        modality: 'ehr',
        label: 'Health record',
        contribution: 0,
        features: [feature('sodium.trend', 2), feature('age', 70), feature('crp.last', null)],
      },
    ],
    provenance,
  } as unknown as Scored;
  expect(
    inputRows(report).map(({ feature: id, reference, value, by }) => [id, reference, value, by]),
  ).toEqual([
    ['sodium.trend', 'Observation/1', 2, null],
    ['sodium.trend', 'Observation/2', 2, 'report'],
    ['age', null, 70, null],
    ['crp.last', null, null, null],
  ]);
});
