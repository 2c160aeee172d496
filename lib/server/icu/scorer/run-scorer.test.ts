import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import { heartRate } from '#lib/icu/events/fixtures/events.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { readAlerts, readScores } from '../alerts/read-alerts.ts';
import { beginExperiment } from '../arms/experiments.ts';
import { openDatabaseLog } from '../log/database-log.ts';
import { assignments, shadowScores } from '../monitoring/tables.ts';
import { rateModel } from './fixtures/rate-model.ts';
import { runScorer, type ScorerSettings } from './run-scorer.ts';
import { SILENT_MS } from './silence.ts';

const MINUTE = 60_000;
const START = Date.now() - 60 * MINUTE;

const vital = (
  patient: string,
  minute: number,
  value: number,
  more: Partial<StreamEvent> = {},
): StreamEvent => ({
  ...heartRate(patient, minute, value),
  at: START + minute * MINUTE,
  ingestedAt: Date.now(),
  ...(more as object),
});
const placed = (patient: string, minute: number, bed: string | null): StreamEvent => ({
  ...heartRate(patient, minute),
  id: `${patient}.placed.${minute}`,
  kind: 'placement',
  at: START + minute * MINUTE,
  bed,
  ward: 'icu',
  admittedAt: START,
});

describe('runScorer', () => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  let log: EventLog;
  let running: { end: () => Promise<void> }[] = [];
  beforeEach(async () => {
    const [[, make] = []] = testDatabases;
    if (!make) throw new Error('no database');
    test = await make();
    opened = await test.open();
    log = openDatabaseLog(opened);
  });
  afterEach(async () => {
    for (const one of running) await one.end();
    running = [];
    await log.close();
    await opened.close();
    await test.remove();
  });

  function start(more: Partial<ScorerSettings> = {}) {
    const ended = new AbortController();
    // At the beds it is an hour later than they began.
    const now = () => START + 60 * MINUTE;
    const run = runScorer({
      log: openDatabaseLog(opened),
      database: opened.database,
      models: [rateModel],
      now,
      signal: ended.signal,
      ...more,
    });
    const one = {
      async end() {
        ended.abort();
        await run;
      },
    };
    running.push(one);
    return one;
  }
  const scoreOf = async (patient: string) => (await readScores(opened.database, patient))[0] ?? null;
  const alertsOf = (patient: string) => readAlerts(opened.database, { patient });
  const until = (condition: () => Promise<boolean>) =>
    expect.poll(condition, { timeout: 20_000, interval: 50 }).toBe(true);
  const probabilityIs = (patient: string, expected: number | null) =>
    until(async () => {
      const score = await scoreOf(patient);
      return score !== null && score.probability === expected;
    });

  it('scores what comes, raises one alert, and rescores when a late or corrected value changes what is known', async () => {
    start();
    await log.append([placed('p', 0, 'bed-1'), vital('p', 57, 80)]);
    await probabilityIs('p', 0.4);
    await log.append([vital('p', 58, 160), vital('p', 58, 160)]);
    await probabilityIs('p', 0.8);
    await until(async () => (await alertsOf('p')).length === 1);
    expect(await alertsOf('p')).toMatchObject([
      { state: 'raised', at: START + 58 * MINUTE, factors: [{ text: 'heart rate 160 per min' }] },
    ]);
    const corrected = { id: 'right', corrects: 'p.58' };
    await log.append([vital('p', 58, 60, corrected)]);
    await probabilityIs('p', 0.3);
    await until(async () => (await alertsOf('p'))[0]?.state === 'ended');
    expect((await scoreOf('p'))?.receipt).toMatchObject({
      log: 'embedded database',
      inputs: [{ feature: 'heart-rate', value: 60, event: 'right' }],
    });
  });

  it('goes on where another ended, with all that was known, and raises nothing twice', async () => {
    const first = start();
    await log.append([placed('p', 0, 'bed-1'), vital('p', 56, 160)]);
    await until(async () => (await alertsOf('p')).length === 1);
    await first.end();
    // Nobody scores meanwhile.
    await log.append([vital('p', 57, 170)]);
    start();
    await probabilityIs('p', 0.85);
    expect(await alertsOf('p')).toHaveLength(1);
    expect((await scoreOf('p'))?.receipt?.windowFrom).toBeLessThanOrEqual(START);
  });

  it('says “no data” for a bed that is silent, scores it again when it speaks, and ends the alerts of who has left', async () => {
    start();
    const before = 60 - (SILENT_MS / MINUTE + 1);
    await log.append([placed('p', 0, 'bed-1'), vital('p', before, 160)]);
    await probabilityIs('p', null);
    expect((await scoreOf('p'))?.gap).toMatch(/^No data since .* UTC\.$/);
    expect(await alertsOf('p')).toMatchObject([{ state: 'raised' }]);
    await log.append([vital('p', 60, 150)]);
    await probabilityIs('p', 0.75);
    await log.append([placed('p', 60.5, null)]);
    await until(async () => (await alertsOf('p'))[0]?.state === 'ended');
  });

  it('takes in every event when the database was away for a moment', async () => {
    const troubles: unknown[] = [];
    let fails = 3;
    const model = {
      ...rateModel,
      predict: async (asked: Parameters<typeof rateModel.predict>[0]) => {
        if (asked.length > 0 && fails-- > 0) throw new Error('away');
        return rateModel.predict(asked);
      },
    };
    start({ models: [model], troubled: (cause) => troubles.push(cause) });
    await log.append([placed('p', 0, 'bed-1'), vital('p', 57, 80)]);
    await probabilityIs('p', 0.4);
    expect(troubles.length).toBeGreaterThanOrEqual(3);
  });

  it('scores each patient by the model of the arm, which is stored before, and the one in shadow where nobody sees it', async () => {
    const { database } = opened;
    const half = {
      ...rateModel,
      name: 'rate/2',
      predict: async (asked: Parameters<typeof rateModel.predict>[0]) =>
        (await rateModel.predict(asked)).map((probability) => probability / 2),
    };
    const shadow = {
      ...rateModel,
      name: 'rate/3',
      predict: async (asked: readonly unknown[]) => asked.map(() => 0.99),
    };
    await beginExperiment(database, {
      id: 'halves',
      condition: 'sepsis',
      arms: [
        { name: 'standing', model: 'rate/1', share: 0.5 },
        { name: 'tried', model: 'rate/2', share: 0.5 },
      ],
      shadow: 'rate/3',
      primary: 'alerts',
    });
    start({ models: [rateModel, half, shadow] });
    const patients = Array.from({ length: 12 }, (_, at) => `p${at}`);
    await log.append(patients.flatMap((patient) => [placed(patient, 0, patient), vital(patient, 57, 160)]));
    for (const patient of patients) await until(async () => (await scoreOf(patient)) !== null);
    const stored = await database.select().from(assignments);
    for (const patient of patients) {
      const arm = stored.find((row) => row.patient === patient)?.arm;
      expect(await scoreOf(patient)).toMatchObject({
        arm: `halves/${arm}`,
        model: arm === 'tried' ? 'rate/2' : 'rate/1',
        probability: arm === 'tried' ? 0.4 : 0.8,
      });
    }
    expect(new Set(stored.map(({ arm }) => arm))).toEqual(new Set(['standing', 'tried']));
    const alerted = await readAlerts(database, {});
    expect(alerted.map(({ arm }) => arm)).toEqual(alerted.map(() => 'halves/standing'));
    await until(async () => (await database.select().from(shadowScores)).length === patients.length);
    expect((await database.select().from(shadowScores))[0]).toMatchObject({
      model: 'rate/3',
      probability: 0.99,
    });
  });

  it('leaves who was scored before an experiment out of it, and speaks by the standard model where an arm has none here', async () => {
    const { database } = opened;
    const first = start();
    await log.append([placed('before', 0, 'bed-1'), vital('before', 57, 160)]);
    await probabilityIs('before', 0.8);
    await first.end();
    await beginExperiment(database, {
      id: 'elsewhere',
      condition: 'sepsis',
      arms: [
        { name: 'standing', model: 'other/1', share: 0.5 },
        { name: 'tried', model: 'other/2', share: 0.5 },
      ],
      shadow: null,
      primary: 'alerts',
    });
    start();
    await log.append([vital('before', 58, 150), placed('after', 0, 'bed-2'), vital('after', 58, 100)]);
    await probabilityIs('before', 0.75);
    await probabilityIs('after', 0.5);
    for (const patient of ['before', 'after'])
      expect(await scoreOf(patient)).toMatchObject({ arm: 'standard', model: 'rate/1' });
    expect((await database.select().from(assignments)).map(({ patient }) => patient)).toEqual(['after']);
  });
});
