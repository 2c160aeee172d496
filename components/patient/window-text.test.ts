import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { windowText } from './window-text.ts';

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
  windowText({ patient, admission, ...given }, { at, provenance: { computedAt } });

it.each([
  ['2026-03-01T12:00:00Z', '30 of 30 days left'],
  ['2026-03-13T12:00:00Z', '18 of 30 days left'],
  ['2026-03-31T09:00:00Z', '1 of 30 days left'],
  ['2026-03-31T11:00:00Z', '30-day window closed'],
  ['2026-02-01T11:00:00Z', null],
])('at %s: %s', (now, text) => expect(said(now)).toBe(text));

it('says nothing of a stay that goes on', () =>
  expect(said('2026-03-13T12:00:00Z', { admission: { ...admission, end: null } })).toBeNull());

it('counts no days of somebody who died', () =>
  expect(said('2026-03-13T12:00:00Z', { patient: { ...patient, deceased: true } })).toBeNull());
