import { expect, it } from 'vitest';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import { missingText, notReadText, renewedFrom, withoutText } from './not-read-text.ts';

it('counts and names what is not read: pictures, and what only the page of the patient reads', () => {
  expect(notReadText([])).toBeNull();
  expect(notReadText(['echo', 'wearables'])).toBe('2 to read');
  expect(missingText(['Potassium'], ['echo', 'genomics'])).toBe(
    'Missing: Potassium. On the chart, not read yet: echo. Read when the patient is opened: genome.',
  );
  expect(missingText([], [])).toBe('');
  expect(withoutText(['radiograph', 'genomics'])).toBe(
    'On the chart, not read yet: radiograph. Read when the patient is opened: genome. The risk is without.',
  );
  expect(withoutText(['wearables'])).toBe(
    'Read when the patient is opened: week at home. The risk is without.',
  );
});

const riskOf = (risk: number, band: ScreenedRisk['band'] = 'low'): ScreenedRisk => ({
  risk,
  band,
  interval: { level: 0.9, low: risk, high: risk },
  survival: [1, 1 - risk],
});

it('tells the risk before its pictures were read, where the reader would see another', () => {
  const renewal = { former: riskOf(0.104), seen: false };
  const bands = { intermediate: 0.2, high: 0.4 };
  expect(renewedFrom({ renewal, risk: riskOf(0.2) }, bands)).toBe(0.104);
  expect(renewedFrom({ renewal, risk: riskOf(0.101) }, bands)).toBeNull();
  expect(renewedFrom({ renewal, risk: riskOf(0.104, 'intermediate') }, bands)).toBe(0.104);
  expect(renewedFrom({ renewal: { ...renewal, seen: true }, risk: riskOf(0.2) }, bands)).toBeNull();
  expect(renewedFrom({ renewal: null, risk: riskOf(0.2) }, bands)).toBeNull();
});
