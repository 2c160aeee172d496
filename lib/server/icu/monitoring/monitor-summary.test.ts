import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_VERSION, type StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Experiment } from '#lib/monitoring/experiment.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { alerts } from '../alerts/tables.ts';
import { assignArms } from '../arms/assign-arms.ts';
import { beginExperiment } from '../arms/experiments.ts';
import { openDatabaseLog } from '../log/database-log.ts';
import { monitorSummary } from './monitor-summary.ts';
import { readStays, samplesOf } from './read-samples.ts';
import { watchedHours, watchedStays } from './tables.ts';
import { openBatch } from './watch-batch.ts';
import { watchStream } from './watch-stream.ts';
import { watchedValues } from './watched-values.ts';

const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 0, 1);

const head = (patient: string, id: string, at: number) =>
  ({ version: EVENT_VERSION, id, patient, source: 'simulated-monitor', at, ingestedAt: at + 2000 }) as const;

const signs = (patient: string, at: number, value: number): StreamEvent => ({
  ...head(patient, `${patient}-${at}`, at),
  kind: 'vital-signs',
  signs: [{ sign: 'heart-rate', value, unit: '/min' }],
});

/** A stay that begins some hours after the first, with a heart rate each hour. */
function stayEvents(patient: string, begins: number, hours: number, value: number): StreamEvent[] {
  const at = BEGIN + begins * HOUR;
  const placed = { bed: '01', ward: 'ICU', admittedAt: at } as const;
  return [
    { ...head(patient, `${patient}-in`, at), kind: 'placement', ...placed },
    ...Array.from({ length: hours }, (_, hour) =>
      signs(patient, at + hour * HOUR + 60_000, value + (hour % 3)),
    ),
  ];
}

describe('what is watched of an event', () => {
  it('is what is believed, by the ids of the channels', () => {
    const event = signs('a', BEGIN, 80);
    expect(watchedValues(event)).toEqual([
      { feature: 'heart-rate', value: 80, at: BEGIN, ingestedAt: BEGIN + 2000 },
    ]);
    expect(watchedValues({ ...event, doubts: [{ of: 'heart-rate', reason: 'too high' }] })).toEqual([]);
    const lactate = { kind: 'laboratory', loinc: '2524-7', value: 2, unit: 'mmol/L' } as const;
    expect(watchedValues({ ...head('a', 'b', BEGIN), ...lactate })).toMatchObject([{ feature: 'lactate' }]);
  });
});

describe.each(testDatabases.filter(([, , there]) => there))('monitoring in %s', (_, make) => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  beforeAll(async () => {
    test = await make();
    opened = await test.open();
  });
  afterAll(async () => {
    await opened.close();
    await test.remove();
  });

  const write = async (events: readonly StreamEvent[]) => {
    const batch = openBatch();
    for (const event of events) batch.add(event);
    await batch.write(opened.database);
  };

  it('says of an installation without data that there is none', async () => {
    const summary = await monitorSummary(opened.database);
    expect(summary).toMatchObject({ upTo: null, drift: null, arms: [], calibration: [], simulated: false });
  });

  it('keeps the last value of each hour, however often and in whatever order it is told', async () => {
    const [earlier, later] = [signs('one', BEGIN + 60_000, 70), signs('one', BEGIN + 120_000, 75)];
    await write([...stayEvents('one', 0, 0, 0), later, earlier]);
    await write([earlier]);
    const [stay] = await readStays(opened.database);
    expect(stay?.rows).toMatchObject([{ feature: 'heart-rate', value: 75, at: BEGIN + 120_000 }]);
  });

  it('follows the log, and reads nothing twice that it has written', async () => {
    const log = openDatabaseLog(opened);
    const stays = async () =>
      (await readStays(opened.database)).find(({ patient }) => patient === 'followed');
    const follow = async (until: () => Promise<boolean>) => {
      const ending = new AbortController();
      const watching = watchStream({ log, database: opened.database, writeEveryMs: 0 }, ending.signal);
      await expect.poll(until, { timeout: 20_000 }).toBe(true);
      ending.abort();
      await watching;
    };
    const [placed, ...first] = stayEvents('followed', 300, 3, 80);
    await log.append(placed ? [placed, ...first] : first);
    await follow(async () => (await stays())?.rows.length === 3);
    await opened.database.delete(watchedHours).where(eq(watchedHours.patient, 'followed'));
    await log.append([signs('followed', BEGIN + 310 * HOUR, 90)]);
    await follow(async () => (await stays())?.rows.length === 1);
    // What was committed before is not read again, though its rows are gone.
    expect((await stays())?.rows).toMatchObject([{ value: 90 }]);
    await opened.database.delete(watchedStays).where(eq(watchedStays.patient, 'followed'));
    await opened.database.delete(watchedHours).where(eq(watchedHours.patient, 'followed'));
    await log.close();
  });

  it('compares patients by their first day, once that is over, and never knows a later hour', async () => {
    const people = Array.from({ length: 100 }, (_, at) => ({
      id: `p${String(at).padStart(3, '0')}`,
      begins: at,
    }));
    await write(people.flatMap(({ id, begins }) => stayEvents(id, begins, 30, begins < 70 ? 80 : 110)));
    const stays = (await readStays(opened.database)).filter(({ patient }) => patient !== 'one');
    const upTo = BEGIN + 99 * HOUR;
    const known = samplesOf(stays, upTo);
    // Whoever came in hour 75 has lain there for a whole day in hour 99.
    expect(known.map(({ patient }) => patient).toSorted()).toEqual(people.slice(0, 76).map(({ id }) => id));
    const cut = stays.map((stay) => ({ ...stay, rows: stay.rows.filter(({ at }) => at < upTo) }));
    expect(samplesOf(cut, upTo)).toEqual(known);
    expect(known[0]?.values['heart-rate']).toHaveLength(24);
    expect(known[0]?.missing).toMatchObject({ 'heart-rate': 0, spo2: 1 });
    expect(known[0]?.values['delay.vital-signs']?.[0]).toBe(2);

    const { drift, simulated, windows } = await monitorSummary(opened.database);
    expect(simulated).toBe(true);
    expect([windows.reference, windows.current]).toEqual([76, 25]);
    const alarmed = drift?.rows.filter(({ alarm }) => alarm).map(({ feature }) => feature);
    expect(new Set(alarmed)).toEqual(new Set(['heart-rate']));
  });

  it('follows arms from the assignment to the outcome, and sees an assignment that came too late', async () => {
    const { database } = opened;
    const experiment: Experiment = {
      id: 'trial',
      condition: 'sepsis',
      arms: [
        { name: 'standing', model: 'icu-sepsis/1', share: 0.5 },
        { name: 'tried', model: 'icu-sepsis/2', share: 0.5 },
      ],
      shadow: null,
      primary: 'alerted',
    };
    await beginExperiment(database, experiment);
    const patients = Array.from({ length: 60 }, (_, at) => `p${String(at).padStart(3, '0')}`);
    const arms = await assignArms(database, 'sepsis', patients);
    const alertOf = (patient: string, hours: number, storedAt: number): typeof alerts.$inferInsert => ({
      id: `${patient}-${hours}`,
      patient,
      condition: 'sepsis',
      state: 'ended',
      at: BEGIN + (Number(patient.slice(1)) + hours) * HOUR,
      storedAt,
      probability: 0.5,
      threshold: 0.4,
      horizonHours: 6,
      factors: [],
      model: 'icu-sepsis/2',
      arm: arms.get(patient)?.arm ?? '',
    });
    const tried = patients.filter((patient) => arms.get(patient)?.arm === 'trial/tried');
    const now = Date.now() + 60_000;
    const [first = '', second = '', third = ''] = tried;
    await database
      .insert(alerts)
      .values([alertOf(first, 1, now), alertOf(second, 25, now), alertOf(third, 2, 1)]);

    const { arms: reports } = await monitorSummary(database);
    const [report] = reports;
    expect(report?.seal).toMatchObject({ assigned: 60, wrong: 0, late: 1 });
    expect(report?.patients).toBe(60);
    const alerted = report?.outcomes.find(({ id }) => id === 'alerted');
    const mean = (name: string) => alerted?.arms.find(({ arm }) => arm === name)?.mean;
    // The alert of the second day is none of the first one's.
    expect(mean('tried')).toBeCloseTo(2 / tried.length, 12);
    expect(mean('standing')).toBe(0);
  });
});
