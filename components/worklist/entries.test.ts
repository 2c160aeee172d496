import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import { COLUMNS } from './columns.tsx';
import { BY_NEED, changeOf, type Entry, NOTHING, toEntry } from './entries.ts';
import { matches, NO_FILTER } from './filter.ts';
import { inOrder } from './order.ts';

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
  admitted: null,
  discharged: true,
  disposition: null,
  latest: null,
  gaps: [],
  notRead: [],
  pictures: null,
  refused: [],
  issues: 0,
  input: null,
  reason: null,
  ...part,
});

const DAY = 86_400_000;
/** Four days after the discharge. */
const NOW = Date.UTC(2026, 5, 18, 12);
const entryOf = (one: WorklistRow, now = NOW) => toEntry(one.patient, { ...NOTHING, row: one }, now);

const riskOf = (risk: number, band: ScreenedRisk['band']): ScreenedRisk => ({
  risk,
  band,
  interval: { level: 0.9, low: risk, high: risk },
  survival: Array.from({ length: 31 }, (_, day) => 1 - (risk * day) / 30),
});

const scored = (
  id: string,
  risk: number | null,
  { band = 'low', now = NOW }: { band?: ScreenedRisk['band']; now?: number } = {},
): Entry => {
  const read = row({ id, name: id }, risk === null ? { reason: 'No stay.' } : {});
  return toEntry(
    read.patient,
    { ...NOTHING, row: read, risk: risk === null ? null : riskOf(risk, band) },
    now,
  );
};

const names = (entries: readonly Entry[]) => entries.map(({ patient }) => patient.name);

describe('toEntry', () => {
  it('counts completed years at the time of prediction', () => expect(entryOf(row({})).age).toBe(75));

  it('has no band before the chart was read, and none without a risk', () => {
    const read = row({}, { reason: 'No stay.' });
    expect(toEntry(read.patient, NOTHING, NOW).band).toBeNull();
    expect(entryOf(read).band).toBe('none');
    expect(entryOf(row({})).band).toBeNull();
  });

  it('has less risk left than there was at discharge, and none after the window', () => {
    const { remaining, risk } = scored('a', 0.3);
    expect(remaining).toBeCloseTo((0.3 - 0.04) / (1 - 0.04), 10);
    expect(remaining).toBeLessThan(risk?.risk ?? 0);
    expect(scored('a', 0.3, { now: NOW + 30 * DAY }).remaining).toBeNull();
  });

  it('compares a risk with what an earlier visit showed', () => {
    const entry = scored('a', 0.3);
    expect(changeOf(entry)).toBeNull();
    expect(changeOf({ ...entry, look: { risk: 0.25, model: 'm 1', at: 0 } })).toBeCloseTo(0.05, 10);
  });
});

const sorted = (entries: readonly Entry[], key: string, descending: boolean) =>
  names(inOrder(entries, { key, descending }));

describe('inOrder', () => {
  const entries = [scored('b', 0.1), scored('a', null), scored('c', 0.4, { band: 'high' }), scored('d', 0.1)];

  it('keeps patients without a score last in either direction', () => {
    expect(sorted(entries, 'risk', true)).toEqual(['c', 'b', 'd', 'a']);
    expect(sorted(entries, 'risk', false)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('puts by need who can still be helped before a higher risk whose window is closed', () => {
    const closed = scored('late', 0.9, { now: NOW + 40 * DAY });
    const unread = toEntry(row({ id: 'z', name: 'unread' }).patient, NOTHING, NOW);
    expect(names(inOrder([unread, closed, ...entries], BY_NEED))).toEqual([
      'c',
      'b',
      'd',
      'a',
      'late',
      'unread',
    ]);
  });

  it('loses and invents nobody, whatever the order', () => {
    const risk = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const anyEntries = fc.array(risk).map((risks) => risks.map((value, at) => scored(`p${at}`, value)));
    const keys = [...COLUMNS.map(({ key }) => key), 'need', 'age', 'mrn'];
    fc.assert(
      fc.property(anyEntries, fc.constantFrom(...keys), fc.boolean(), (list, key, descending) => {
        expect(sorted(list, key, descending).toSorted()).toEqual(names(list).toSorted());
      }),
    );
  });
});

describe('matches', () => {
  const read = row({ name: 'María García', mrn: 'HF-00042' }, { reason: 'No stay.' });
  const entry = entryOf(read);

  it.each(['garcia', 'MARIA', 'gar mar', '00042', ''])('finds María García by "%s"', (text) => {
    expect(matches(entry, { ...NO_FILTER, text })).toBe(true);
  });

  it('finds whose chart has not been read by name, and by nothing that the chart would tell', () => {
    const listed = toEntry(read.patient, NOTHING, NOW);
    expect(matches(listed, { ...NO_FILTER, text: 'garcia', sex: 'female' })).toBe(true);
    expect(matches(listed, { ...NO_FILTER, band: 'none' })).toBe(false);
    expect(matches(listed, { ...NO_FILTER, stage: 'other' })).toBe(false);
  });

  it('needs every word', () => {
    expect(matches(entry, { ...NO_FILTER, text: 'garcia pedro' })).toBe(false);
  });

  it('filters by band, sex and stage', () => {
    expect(matches(entry, { ...NO_FILTER, band: 'none' })).toBe(true);
    expect(matches(entry, { ...NO_FILTER, band: 'high' })).toBe(false);
    expect(matches(entry, { ...NO_FILTER, sex: 'male' })).toBe(false);
    expect(matches(entry, { ...NO_FILTER, stage: 'in-hospital' })).toBe(false);
    expect(matches(entryOf(row({ sex: null })), { ...NO_FILTER, sex: 'unknown' })).toBe(true);
    expect(matches(entry, { ...NO_FILTER, stage: 'week' })).toBe(true);
  });
});
