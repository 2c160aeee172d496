import { expect, it } from 'vitest';
import { missingText, notReadText } from './not-read-text.ts';

it('counts and names what only the page of the patient reads', () => {
  expect(notReadText([])).toBeNull();
  expect(notReadText(['echo', 'wearables'])).toBe('2 to read');
  expect(missingText(['Potassium'], ['echo'])).toBe(
    'Missing: Potassium. On the chart, read when the patient is opened: echo.',
  );
  expect(missingText([], [])).toBe('');
});
