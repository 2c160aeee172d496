import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import { heartRate } from '#lib/icu/events/fixtures/events.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { readAlerts, readScores } from '../alerts/read-alerts.ts';
import { openDatabaseLog } from '../log/database-log.ts';
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
});
