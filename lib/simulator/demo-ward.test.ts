import fc from 'fast-check';
import type { Appointment, Bundle, Encounter, MedicationRequest, Observation, Resource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { demoMembers, demoPatientIds } from './demo-hospital.ts';
import { wardCharts, wardIndices } from './demo-ward.ts';
import { EHR_ALONE } from './fixtures/contents.ts';
import { heartFailureMember } from './heart-failure.ts';
import { EVERYTHING } from './member.ts';
import { simulateTruth } from './patient.ts';

const WARD = { cohort: 'hf', patients: 40, seed: 1 } as const;
const startOf = (today: string) => Date.parse(`${today}T00:00:00Z`);
const days = fc
  .integer({ min: 20_000, max: 24_000 })
  .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));

const of = <T extends Resource>(bundle: Bundle, type: string) =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource as unknown as T] : [],
  );
/** Of everything but what is agreed on for later. */
const instants = ({ entry = [] }: Bundle): number[] =>
  [
    ...JSON.stringify(entry.filter(({ resource }) => resource?.resourceType !== 'Appointment')).matchAll(
      /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d/g,
    ),
  ].map(([text]) => Date.parse(text));
const latestStay = (bundle: Bundle) =>
  of<Encounter>(bundle, 'Encounter').findLast(({ class: { code } }) => code === 'IMP');

describe('the ward of the demo hospital', () => {
  it('is four fifths as they come and one fifth the sickest that a chart tells of', () => {
    const indices = wardIndices(WARD);
    expect(indices.slice(0, 32)).toEqual(Array.from({ length: 32 }, (_, k) => k));
    const illness = (index: number) => simulateTruth(1, index).components.ehr;
    const least = Math.min(...indices.slice(32).map(illness));
    const left = Array.from({ length: 1000 }, (_, k) => k).filter((k) => k >= 32 && !indices.includes(k));
    expect(new Set(indices).size).toBe(40);
    expect(Math.max(...left.map(illness))).toBeLessThanOrEqual(least);
    const known = demoPatientIds();
    expect([...wardCharts(WARD, '2026-11-29')].every(({ id }) => known.has(id))).toBe(true);
  });

  it('has on any day some in hospital, most discharged within 30 days and a few longer ago', () => {
    fc.assert(
      fc.property(days, (today) => {
        const since = [...wardCharts(WARD, today)].map(
          ({ visits }) => (startOf(today) - (visits.at(-1)?.endMs ?? 0)) / DAY_MS,
        );
        const inHospital = since.filter((one) => one < 0).length;
        const recent = since.filter((one) => one >= 0 && one <= 30).length;
        expect(inHospital).toBeGreaterThanOrEqual(1);
        expect(inHospital).toBeLessThanOrEqual(8);
        expect(recent).toBeGreaterThanOrEqual(25);
        expect(40 - inHospital - recent).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 12 },
    );
  });

  it.each(['2026-11-29', '2027-03-14'])(
    'has nothing on any chart but appointments that is yet to come on %s',
    (today) => {
      for (const content of wardCharts(WARD, today)) {
        const { bundle, studies } = heartFailureMember(content, EVERYTHING);
        const latest = Math.max(...instants(bundle), ...studies.map(({ moment }) => moment.ms));
        expect(latest).toBeLessThanOrEqual(startOf(today));
      }
    },
  );

  it('ends a stay where it has ended, with what is prescribed then', () => {
    const ended = (bundle: Bundle) => ({
      end: latestStay(bundle)?.period?.end !== undefined,
      home: latestStay(bundle)?.hospitalization !== undefined,
      status: latestStay(bundle)?.status === 'finished',
      drugs: JSON.stringify(bundle).includes('"code":"discharge"'),
    });
    const charts = [...wardCharts(WARD, '2026-11-29')];
    for (const content of charts) {
      const isOver = (content.visits.at(-1)?.endMs ?? 0) <= content.nowMs;
      const { bundle } = heartFailureMember(content, EVERYTHING);
      expect(ended(bundle)).toEqual({ end: isOver, home: isOver, status: isOver, drugs: isOver });
    }
  });

  it('records nothing and stops no drug of who is in hospital', () => {
    const open = [...wardCharts(WARD, '2026-11-29')].filter(
      ({ visits, nowMs }) => (visits.at(-1)?.endMs ?? 0) > nowMs,
    );
    for (const content of open) {
      const { bundle } = heartFailureMember(content, EVERYTHING);
      const drugs = of<MedicationRequest>(bundle, 'MedicationRequest');
      expect(drugs.filter(({ status }) => status !== 'active')).toEqual([]);
      expect(of(bundle, 'Device')).toEqual([]);
    }
    expect(open.length).toBeGreaterThan(1);
  });

  it('records at home up to the day and not beyond', () => {
    const lengths = [...wardCharts(WARD, '2026-11-29')].flatMap((content) => {
      const { bundle } = heartFailureMember(content, EVERYTHING);
      const dates = of<Observation>(bundle, 'Observation').map(({ effectivePeriod }) =>
        Date.parse(effectivePeriod?.end ?? ''),
      );
      const latest = Math.max(...dates.filter((ms) => !Number.isNaN(ms)));
      const discharged = content.visits.at(-1)?.endMs ?? 0;
      return Number.isFinite(latest)
        ? [{ latest: latest - discharged, all: content.nowMs - discharged }]
        : [];
    });
    expect(lengths.some(({ all }) => all < 7 * DAY_MS)).toBe(true);
    for (const { latest, all } of lengths)
      expect(Math.abs(latest - Math.min(all, 7 * DAY_MS))).toBeLessThan(2 * 60_000);
  });

  it('is the same for the same day, and a day older on the next', () => {
    const charts = (today: string) =>
      [...demoMembers([{ ...WARD, patients: 6 }], today)].map(({ bundle }) => JSON.stringify(bundle));
    expect(charts('2026-11-29')).toEqual(charts('2026-11-29'));
    const stays = (today: string) => [...wardCharts(WARD, today)].map(({ visits }) => visits.at(-1)?.startMs);
    const [today, tomorrow] = [stays('2026-11-29'), stays('2026-11-30')];
    expect(today.filter((start, k) => start !== tomorrow[k]).length).toBe(1);
  });

  /** The visit of each stay that is over, and of none that goes on. */
  const visitsOn = (today: string) =>
    [...wardCharts(WARD, today)].flatMap((content) => {
      const { startMs, endMs } = content.visits.at(-1) ?? content.visits[0];
      const visits = of<Appointment>(heartFailureMember(content, EHR_ALONE).bundle, 'Appointment');
      expect(visits.length).toBeLessThanOrEqual(endMs <= startOf(today) ? 1 : 0);
      return visits.map((visit) => ({ ...visit, patient: content.id, stay: `${content.id} ${startMs}` }));
    });

  it('has the visit after a discharge, booked until its day and then kept or missed', () => {
    const seen = new Set<string>();
    for (const today of ['2026-11-29', '2026-12-05']) {
      for (const { status, start = '', patient, participant } of visitsOn(today)) {
        const isToCome = Date.parse(start) > startOf(today);
        expect(isToCome ? ['booked', 'cancelled'] : ['fulfilled', 'noshow', 'cancelled']).toContain(status);
        expect(participant).toEqual([{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }]);
        seen.add(status);
      }
    }
    expect([...seen].sort()).toEqual(['booked', 'cancelled', 'fulfilled', 'noshow']);
  });

  it('keeps that visit’s time from day to day', () => {
    const starts = (today: string) => new Map(visitsOn(today).map(({ stay, start }) => [stay, start]));
    const [before, after] = [starts('2026-11-29'), starts('2026-12-02')];
    const both = [...before.keys()].filter((stay) => after.has(stay));
    expect(both.length).toBeGreaterThan(20);
    for (const stay of both) expect(after.get(stay)).toBe(before.get(stay));
  });
});
