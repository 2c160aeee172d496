import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fact, HOUR_MS, hourOf } from '#lib/icu/bed/facts.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { readAlerts, readChanges } from '../alerts/read-alerts.ts';
import { recordScores } from '../alerts/record-scores.ts';
import { countOpinions, readUnasked, recordOpinion } from '../alerts/second-opinions.ts';
import { verifyAudit } from '../audit/audit.ts';
import { scoredAt } from '../fixtures/scored.ts';
import { writeStays } from '../scorer/kept-stays.ts';
import { askOf } from './ask-second.ts';
import { writeCurveHours } from './curve-hours.ts';

const NOON = Date.UTC(2026, 10, 29, 12);

/** Readings of a heart rate that rises, an hour apart, as a scorer keeps them. */
const risingTo = (patient: string, at: number) => ({
  patient,
  partition: 0,
  offset: 10n,
  parts: new Map(
    Array.from({ length: 12 }, (_, ago): [number, readonly Fact[]] => {
      const taken = at - ago * HOUR_MS;
      const fact: Fact = {
        kind: 'reading',
        channel: 'heart-rate',
        at: taken,
        value: 130 - 3 * ago,
        event: `${patient}-${ago}`,
        correction: false,
      };
      return [hourOf(taken), [fact]];
    }),
  ),
});

describe('the second model', () => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  beforeAll(async () => {
    const [[, make] = []] = testDatabases;
    if (!make) throw new Error('no database');
    test = await make();
    opened = await test.open();
  });
  afterAll(async () => {
    await opened.close();
    await test.remove();
  });
  const places = () => ({ database: opened.database, curvesOf: () => null });

  it('is asked of the hour in which an alert began, and its answer stays with the alert', async () => {
    const { database } = opened;
    await recordScores(database, [scoredAt('p1', NOON - 2 * HOUR_MS, 0.5)]);
    const [alert] = await readUnasked(database, 0);
    if (!alert) throw new Error('no alert');
    expect(alert.second).toBeNull();
    // Nothing of the patient is kept yet.
    expect(await askOf(places(), alert)).toBe(false);
    await writeStays(database, 'a test', [risingTo('p1', NOON)]);
    await writeCurveHours(database, [
      { patient: 'p1', hour: hourOf(NOON) - 2, measures: Float32Array.of(0.05, Number.NaN, 40) },
    ]);
    const { cursor } = await readChanges(database, 0);
    expect(await askOf(places(), alert)).toBe(true);
    const [asked] = await readAlerts(database, { patient: 'p1' });
    expect(asked?.second).toMatchObject({
      model: 'icu-explain/1',
      at: NOON - HOUR_MS,
      agrees: (asked?.second?.probability ?? 0) >= (asked?.second?.threshold ?? 1),
    });
    expect(asked?.second?.missing).toContain('Laboratory');
    expect(asked?.second?.missing).not.toContain('Waveforms');
    expect((await readChanges(database, cursor)).alerts.map(({ id }) => id)).toEqual([alert.id]);
    expect(await readUnasked(database, 0)).toEqual([]);
  });

  it('answers once: the alert goes on with what it said, and disagreement is counted', async () => {
    const { database } = opened;
    await recordScores(database, [scoredAt('p2', NOON, 0.5)]);
    const [alert] = await readAlerts(database, { patient: 'p2' });
    if (!alert) throw new Error('no alert');
    const said = { model: 'm/1', probability: 0.01, threshold: 0.2, agrees: false, at: NOON, missing: [] };
    await recordOpinion(database, alert, said);
    await recordOpinion(database, alert, { ...said, agrees: true });
    await recordScores(database, [scoredAt('p2', NOON + 60_000, 0.6)]);
    await recordScores(database, [scoredAt('p2', NOON + 120_000, 0.01)]);
    expect(await readAlerts(database, { patient: 'p2' })).toMatchObject([{ state: 'ended', second: said }]);
    const span = { from: NOON, to: NOON + 1 };
    expect(await countOpinions(database, 'sepsis', span)).toEqual({ asked: 1, disagreed: 1 });
    expect(await countOpinions(database, 'deterioration', span)).toEqual({ asked: 0, disagreed: 0 });
    expect(await verifyAudit(database)).toMatchObject({ whole: true, rows: 2 });
  });
});
