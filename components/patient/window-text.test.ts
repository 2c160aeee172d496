import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { leftText, windowText } from './window-text.ts';

const at = instant(Date.parse('2026-03-01T10:00:00Z'));
type Given = Parameters<typeof windowText>[0];
const admission: NonNullable<Given['admission']> = {
  reference: 'Encounter/1',
  start: instant(Date.parse('2026-02-25T10:00:00Z')),
  end: at,
  endUnknown: null,
  disposition: null,
  reason: null,
};
const patient: Given['patient'] = {
  id: 'one',
  name: 'One',
  birthDate: null,
  sex: null,
  mrn: null,
  deceased: false,
  simulated: true,
};
const said = (computedAt: string, given: Partial<Given> = {}) =>
  windowText({ patient, admission, ...given }, { at, atName: 'discharge', provenance: { computedAt } });

it.each([
  ['2026-03-01T12:00:00Z', '30 of 30 days left'],
  ['2026-03-13T12:00:00Z', '18 of 30 days left'],
  ['2026-03-31T09:00:00Z', '1 of 30 days left'],
  ['2026-03-31T11:00:00Z', '30-day window closed'],
  ['2026-02-01T11:00:00Z', null],
])('at %s: %s', (now, text) => expect(said(now)).toBe(text));

it('counts a stay that goes on to today, as the worklist does', () =>
  expect(said('2026-03-03T12:00:00Z', { admission: { ...admission, end: null } })).toBe('day 7 today'));

it('says what of the risk is left', () => {
  const survival = Array.from({ length: 31 }, (_, day) => {
    const probability = day < 10 ? 1 - day / 20 : 0.5;
    return { day, probability, low: probability, high: probability };
  });
  const left = (computedAt: string, given: Partial<Given> = {}) =>
    leftText(
      { patient, admission, ...given },
      { at, atName: 'discharge', survival, provenance: { computedAt } },
      { intermediate: 0.2, high: 0.4 },
    )?.replaceAll('\u00a0', ' ') ?? null;
  expect(left('2026-03-06T12:00:00Z')).toBe(
    'Left today: 33 % in the 25 days to come, if not readmitted until now.',
  );
  expect(left('2026-03-31T09:00:00Z')).toBe(
    'Left today: <0.1 % in the 1 day to come, if not readmitted until now.',
  );
  expect(left('2026-03-01T12:00:00Z')).toBeNull();
  expect(left('2026-03-03T12:00:00Z', { admission: { ...admission, end: null } })).toBeNull();
  expect(left('2026-05-03T12:00:00Z')).toMatch(/days are over/);
});

it('says from which day on a score at home speaks', () => {
  const spoken = (computedAt: string) => ({ at, atName: 'day 4 at home', provenance: { computedAt } });
  expect(windowText({ patient, admission }, spoken('2026-03-13T12:00:00Z'))).toBe(
    '18 of the 30 days after day 4 at home left',
  );
  const over = { ...spoken('2026-05-03T12:00:00Z'), survival: [] };
  expect(leftText({ patient, admission }, over, { intermediate: 0.2, high: 0.4 })).toBe(
    'The 30 days are over: this is the risk as it was on day 4 at home.',
  );
});

it('counts no days of somebody who died', () =>
  expect(said('2026-03-13T12:00:00Z', { patient: { ...patient, deceased: true } })).toBeNull());
