import { expect, it } from 'vitest';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import { ageText, deathText, dischargeText, numberHint, numberText, stayText } from './patient-text.ts';

const moment = (recorded: string) => ({ ms: Date.parse(recorded), recorded, precision: 'time' }) as const;
const at = moment('2026-03-10T12:00:00Z');
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

it('never makes an age more certain than the birth date', () => {
  expect(plain(ageText('1950-03-10', at))).toBe('76 y');
  expect(plain(ageText('1950', at))).toBe('at least 75 y (born 1950)');
  expect(plain(ageText('2090-01-01', at))).toBe('born 2090-01-01');
  expect(ageText(null, at)).toBe('birth date not recorded');
});

it('says who gave a record number, and never lets another number stand for it', () => {
  const header = { mrn: null } as PatientHeader;
  const number = (value: string, assigner: string | null = null, system: string | null = null) => ({
    value,
    assigner,
    system,
  });
  expect(numberText(header)).toBe('No record number');
  expect(numberHint(header)).toBeNull();
  expect(numberHint({ ...header, untypedNumber: '77' })).toBe('other number 77, of a kind not recorded');
  expect(numberHint({ ...header, mrn: '1', recordNumbers: [number('1', 'Hospital A')] })).toBe('Hospital A');
  const both = [number('1', null, 'urn:a'), number('2', 'Hospital B'), number('3')];
  expect(numberHint({ ...header, mrn: '1', recordNumbers: both })).toBe('urn:a; also 2 (Hospital B), 3');
});

it('counts a stay that goes on as far as the chart does', () => {
  const admission = {
    reference: 'Encounter/1',
    start: moment('2026-03-01T12:00:00Z'),
    end: null,
    endUnknown: null,
    disposition: null,
    reason: null,
  };
  expect(plain(stayText(admission, at))).toBe('9 d up to the latest entry');
  expect(plain(stayText({ ...admission, end: at }, at))).toBe('9 d');
  expect(stayText(admission, null)).toBe('unknown');
  expect(stayText({ ...admission, endUnknown: 'no end is recorded' }, at)).toBe('unknown');
});

it('counts a stay between dates without time of day in days', () => {
  const date = (recorded: string) => ({ ...moment(recorded), precision: 'day' }) as const;
  const stay = { reference: 'Encounter/1', endUnknown: null, disposition: null, reason: null };
  expect(plain(stayText({ ...stay, start: date('2026-03-01'), end: date('2026-03-04') }, at))).toBe('3 d');
  expect(plain(stayText({ ...stay, start: date('2026-03-01'), end: date('2026-03-01') }, at))).toBe(
    'same day',
  );
});

it('says when and how a stay ended, or why nobody knows', () => {
  const stay = {
    reference: 'Encounter/1',
    start: moment('2026-03-01T12:00:00Z'),
    end: at,
    endUnknown: null,
    disposition: null,
    reason: null,
  };
  expect(plain(dischargeText(stay))).toBe('10 Mar 2026, 12:00 UTC');
  expect(plain(dischargeText({ ...stay, disposition: 'died' }))).toBe('10 Mar 2026, 12:00 UTC, died');
  expect(dischargeText({ ...stay, end: null })).toBe('still in hospital');
  expect(dischargeText({ ...stay, end: null, endUnknown: 'no end is recorded' })).toBe(
    'not known, because no end is recorded',
  );
  expect(dischargeText({ ...stay, end: null, endUnknown: 'no end is recorded', disposition: 'died' })).toBe(
    'died',
  );
});

it('says when a patient died, if known', () => {
  const patient = { deceased: true, died: at } as PatientHeader;
  expect(plain(deathText(patient))).toBe('Died 10 Mar 2026');
  expect(deathText({ ...patient, died: null })).toBe('Deceased');
  expect(deathText({ ...patient, deceased: false, died: null })).toBeNull();
});
