import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import { COLUMNS } from './columns.tsx';
import { type Entry, matches, NO_FILTER, sortEntries, toEntry } from './entries.ts';

const row = (patient: Partial<PatientHeader>, part: Partial<WorklistRow> = {}): WorklistRow => ({
  patient: {
    id: 'p',
    name: 'Ann Lee',
    birthDate: '1950-06-15',
    sex: 'female',
    mrn: 'M-1',
    deceased: false,
    simulated: true,
    ...patient,
  },
  at: { ms: Date.UTC(2026, 5, 14), recorded: '2026-06-14T00:00:00Z', precision: 'time' },
  discharged: true,
  latest: null,
  gaps: [],
  issues: 0,
  input: null,
  reason: null,
  ...part,
});

const scored = (id: string, risk: number | null, band: Entry['band'] = 'low'): Entry => ({
  patient: row({ id, name: id }).patient,
  row: row({ id, name: id }),
  risk:
    risk === null || band === null || band === 'none'
      ? null
      : { risk, band, interval: { level: 0.9, low: risk, high: risk } },
  band: risk === null ? 'none' : band,
  age: 70,
});

const names = (entries: readonly Entry[]) => entries.map(({ patient }) => patient.name);

describe('toEntry', () => {
  it('counts completed years at the time of prediction', () => {
    const read = row({});
    expect(toEntry(read.patient, read).age).toBe(75);
  });

  it('has no band before the chart was read, and none without a risk', () => {
    const read = row({}, { reason: 'No stay.' });
    expect(toEntry(read.patient).band).toBeNull();
    expect(toEntry(read.patient, read).band).toBe('none');
    expect(toEntry(read.patient, row({})).band).toBeNull();
  });
});

const sorted = (entries: readonly Entry[], key: string, descending: boolean) => {
  const column = COLUMNS.find((one) => one.key === key);
  if (!column) throw new Error(`no column ${key}`);
  return names(sortEntries(entries, column.sortedBy, descending));
};

describe('sortEntries', () => {
  const entries = [scored('b', 0.1), scored('a', null), scored('c', 0.4, 'high'), scored('d', 0.1)];

  it('keeps patients without a score last in either direction', () => {
    expect(sorted(entries, 'risk', true)).toEqual(['c', 'b', 'd', 'a']);
    expect(sorted(entries, 'risk', false)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('orders bands by severity, not by the alphabet', () => {
    const bands = [scored('i', 0.2, 'intermediate'), scored('h', 0.5, 'high'), scored('l', 0.1)];
    expect(sorted(bands, 'band', true)).toEqual(['h', 'i', 'l']);
  });

  it('loses and invents nobody, whatever the column', () => {
    const risk = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const anyEntries = fc.array(risk).map((risks) => risks.map((value, at) => scored(`p${at}`, value)));
    fc.assert(
      fc.property(anyEntries, fc.constantFrom(...COLUMNS), fc.boolean(), (list, { key }, descending) => {
        expect(sorted(list, key, descending).toSorted()).toEqual(names(list).toSorted());
      }),
    );
  });
});

describe('matches', () => {
  const read = row({ name: 'María García', mrn: 'HF-00042' }, { reason: 'No stay.' });
  const entry = toEntry(read.patient, read);

  it.each(['garcia', 'MARIA', 'gar mar', '00042', ''])('finds María García by "%s"', (text) => {
    expect(matches(entry, { ...NO_FILTER, text })).toBe(true);
  });

  it('finds whose chart has not been read by name, and by nothing that the chart would tell', () => {
    const listed = toEntry(read.patient);
    expect(matches(listed, { ...NO_FILTER, text: 'garcia', sex: 'female' })).toBe(true);
    expect(matches(listed, { ...NO_FILTER, band: 'none' })).toBe(false);
    expect(matches(listed, { ...NO_FILTER, stay: 'none' })).toBe(false);
  });

  it('needs every word', () => {
    expect(matches(entry, { ...NO_FILTER, text: 'garcia pedro' })).toBe(false);
  });

  it('filters by band, sex and stay', () => {
    expect(matches(entry, { ...NO_FILTER, band: 'none' })).toBe(true);
    expect(matches(entry, { ...NO_FILTER, band: 'high' })).toBe(false);
    expect(matches(entry, { ...NO_FILTER, sex: 'male' })).toBe(false);
    expect(matches(entry, { ...NO_FILTER, stay: 'in-hospital' })).toBe(false);
    expect(matches(toEntry(row({ sex: null }).patient), { ...NO_FILTER, sex: 'unknown' })).toBe(true);
  });
});
