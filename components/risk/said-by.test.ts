import { expect, it } from 'vitest';
import type { Scored } from '#lib/contract/risk-report.ts';
import { saidBy } from './said-by.ts';

const report = {
  attributions: [
    {
      modality: 'imaging',
      label: 'Imaging',
      contribution: 0,
      features: [
        { feature: 'echo.ejection-fraction', measure: 'ejection-fraction' },
        { feature: 'echo.end-diastolic-volume', measure: 'end-diastolic-volume' },
        { feature: 'radiograph.cardiothoracic-ratio', measure: 'cardiothoracic-ratio' },
      ],
    },
  ],
  provenance: {
    simulatedTraining: true,
    inputs: [
      {
        feature: 'echo.ejection-fraction',
        from: [{ reference: 'ImagingStudy/1', time: null, by: 'network echo-findings 1' }],
      },
      {
        feature: 'radiograph.cardiothoracic-ratio',
        from: [{ reference: 'Observation/1', time: null, by: 'measured: by hand' }],
      },
      { feature: 'echo.end-diastolic-volume', from: [{ reference: 'Observation/2', time: null }] },
    ],
  },
} as unknown as Scored;

it('names the network with what it learned on, and a person as the receipt does', () => {
  expect(saidBy(report, 'imaging', 'ejection-fraction')).toBe('read by a network; simulated training');
  expect(saidBy(report, 'imaging', 'cardiothoracic-ratio')).toBe('measured: by hand');
  expect(saidBy(report, 'imaging', 'end-diastolic-volume')).toBeNull();
  expect(saidBy(report, 'ehr', 'ejection-fraction')).toBeNull();
});
