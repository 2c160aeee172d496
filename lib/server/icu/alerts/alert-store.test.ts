import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { verifyAudit, writeAudit } from '../audit/audit.ts';
import { scoredAt } from '../fixtures/scored.ts';
import { answerAlert, wakeSnoozed } from './answer-alert.ts';
import { forgetScores, readPastScores } from './past-scores.ts';
import { previewInForce } from './preview.ts';
import { readAlerts, readChanges, readRules, readScores } from './read-alerts.ts';
import { recordDepartures, recordScores } from './record-scores.ts';
import { answers } from './tables.ts';
import { setThreshold } from './thresholds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(testDatabases.filter(([, , there]) => there))('alerts in %s', (_, make) => {
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
  const database = () => opened.database;
  const alertsOf = (patient: string) => readAlerts(database(), { patient });
  const raise = async (patient: string) => {
    await recordScores(database(), [scoredAt(patient, 0, 0.1), scoredAt(patient, MINUTE, 0.5)]);
    return `sepsis-${patient}-${MINUTE}`;
  };

  it('are raised once, however often the window is scored again', async () => {
    const window = [0.1, 0.5, 0.6, null, 0.05].map((one, index) => scoredAt('twice', index * MINUTE, one));
    await recordScores(database(), window.slice(0, 3));
    const [standing] = await alertsOf('twice');
    expect(standing).toMatchObject({ state: 'raised', at: MINUTE, probability: 0.5, model: 'icu-sepsis/1' });
    await recordScores(database(), window.slice(0, 3));
    expect(await alertsOf('twice')).toEqual([standing]);
    for (const one of window) await recordScores(database(), [one]);
    await recordScores(database(), window);
    expect(await alertsOf('twice')).toEqual([{ ...standing, state: 'ended', endedAt: 4 * MINUTE }]);
    expect(await readScores(database(), 'twice')).toEqual(window[4]?.scores);
    expect(await readRules(database(), 'twice')).toEqual(window[4]?.rules);
  });

  it('are one when two scorers find the same crossing at once', async () => {
    const window = ['a', 'b', 'c'].map((patient) => scoredAt(`both-${patient}`, MINUTE, 0.5));
    await Promise.all([window, window.toReversed(), window].map((one) => recordScores(database(), one)));
    for (const { patient } of window) expect(await alertsOf(patient)).toHaveLength(1);
  });

  it('are answered once: the second person is told what stands', async () => {
    const id = await raise('answered');
    const given = { kind: 'acknowledge', by: 'Ann', at: 2 * MINUTE, reason: 'treated' } as const;
    const both = await Promise.all([
      answerAlert(database(), id, given),
      answerAlert(database(), id, { ...given, by: 'Bob', kind: 'dismiss' }),
    ]);
    const [first, second] = both.toSorted(
      (a, b) => Number(a?.conflict !== null) - Number(b?.conflict !== null),
    );
    expect(first?.conflict).toBeNull();
    expect(second?.conflict).toContain(`${first?.alert.answer?.by} has answered already`);
    expect(second?.alert).toEqual(first?.alert);
    expect(await alertsOf('answered')).toEqual([first?.alert]);
    expect(await answerAlert(database(), 'none', given)).toBeNull();
  });

  it('that were snoozed wake by the clock, and keep what was said', async () => {
    const id = await raise('snoozed');
    await answerAlert(database(), id, { kind: 'snooze', by: 'Ann', at: 0, reason: 'known', minutes: 10 });
    await wakeSnoozed(database(), 9 * MINUTE);
    expect(await alertsOf('snoozed')).toMatchObject([{ state: 'snoozed', until: 10 * MINUTE }]);
    await wakeSnoozed(database(), 10 * MINUTE);
    expect(await alertsOf('snoozed')).toMatchObject([{ state: 'raised', until: null, answer: null }]);
    const said = await database().select().from(answers);
    expect(said.filter(({ alert }) => alert === id)).toMatchObject([{ kind: 'snooze', by: 'Ann' }]);
  });

  it('end when the patient leaves', async () => {
    await raise('left');
    await recordDepartures(database(), [{ patient: 'left', at: HOUR }]);
    expect(await alertsOf('left')).toMatchObject([{ state: 'ended', endedAt: HOUR }]);
    expect(await readAlerts(database(), { patient: 'left', onlyOpen: true })).toEqual([]);
  });

  it('follow a threshold that a person set, from the next score on', async () => {
    const chosen = { condition: 'sepsis', model: 'icu-sepsis/1', by: 'Ann', why: 'budget', at: 0 } as const;
    await setThreshold(database(), { ...chosen, threshold: 0.7 });
    await recordScores(database(), [scoredAt('threshold', 0, 0.5)]);
    expect(await alertsOf('threshold')).toEqual([]);
    await setThreshold(database(), { ...chosen, threshold: 0.4 });
    await recordScores(database(), [scoredAt('threshold', MINUTE, 0.5)]);
    expect(await alertsOf('threshold')).toMatchObject([{ threshold: 0.4 }]);
    expect(await readScores(database(), 'threshold')).toMatchObject([{ threshold: 0.4 }]);
    await expect(database().execute(sql`delete from icu_thresholds`)).rejects.toThrow();
    await setThreshold(database(), { ...chosen, threshold: 0.2 });
  });

  it('and scores are told as they change, each change at least once', async () => {
    const { cursor } = await readChanges(database(), 0);
    expect(await readChanges(database(), cursor)).toMatchObject({ scores: [], rules: [], alerts: [] });
    await raise('told');
    const next = await readChanges(database(), cursor);
    expect(next.scores.map(({ patient }) => patient)).toEqual(['told']);
    expect(next.alerts.map(({ patient }) => patient)).toEqual(['told']);
    expect(next.rules.map(({ patient }) => patient)).toEqual(['told']);
    expect(await readChanges(database(), next.cursor)).toMatchObject({ scores: [], alerts: [] });
  });

  it('keep one score for each five minutes, to try thresholds on', async () => {
    const window = [0, 1, 4, 6].map((minute) => scoredAt('past', HOUR + minute * MINUTE, minute / 10));
    await recordScores(database(), window);
    const span = { condition: 'sepsis', model: 'icu-sepsis/1', from: HOUR, to: 2 * HOUR } as const;
    expect(await readPastScores(database(), span)).toEqual([
      { patient: 'past', at: HOUR + 4 * MINUTE, probability: 0.4 },
      { patient: 'past', at: HOUR + 6 * MINUTE, probability: 0.6 },
    ]);
    await forgetScores(database(), 2 * HOUR);
    expect(await readPastScores(database(), span)).toEqual([]);
  });

  it('are counted for a threshold that is tried, and for a wished rate, beside the one in force', async () => {
    const day = 24 * HOUR;
    // An hour of twelve high scores in a day of low ones, of another model than the tests above.
    const scored = Array.from({ length: 288 }, (_, slot) => {
      const high = slot >= 100 && slot < 112;
      const one = scoredAt('tried', 10 * day + slot * 5 * MINUTE, high ? 0.6 : 0.1 + (slot % 10) / 1000);
      return { ...one, scores: one.scores.map((score) => ({ ...score, model: 'icu-sepsis/2' })) };
    });
    await recordScores(database(), scored);
    const onset = 10 * day + 130 * 5 * MINUTE;
    const truthOf = () => [{ patient: 'tried', onset }];
    const asked = { condition: 'sepsis', threshold: 0.7 } as const;
    const found = await previewInForce(database(), asked, truthOf);
    expect(found).toMatchObject({
      model: 'icu-sepsis/2',
      threshold: 0.2,
      set: null,
      standing: { alerts: 1, truth: { events: 1, found: 1, ppv: 1, medianLeadHours: 2.5 } },
      preview: { threshold: 0.7, alerts: 0, truth: { found: 0, ppv: null } },
    });
    expect(found?.standing.bedDays).toBeCloseTo(1, 2);
    const rate = { condition: 'sepsis', alertsPerBedDay: 1.01 } as const;
    const sought = await previewInForce(database(), rate, () => null);
    expect(sought?.preview).toMatchObject({ alerts: 1, truth: null });
    expect(sought?.preview?.threshold).toBeGreaterThan(0.104);
    expect(await previewInForce(database(), { condition: 'deterioration' }, () => null)).toBeNull();
  });

  it('leave an audit that cannot be changed, and whose change would be found', async () => {
    await Promise.all(
      ['Ann', 'Bob', 'Eve'].map((who) =>
        writeAudit(database(), { who, did: 'saw', detail: { patient: 'p' } }),
      ),
    );
    const state = await verifyAudit(database());
    expect(state).toMatchObject({ whole: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    for (const change of [
      sql`update icu_audit set who = 'nobody'`,
      sql`delete from icu_audit where id = 2`,
      sql`truncate icu_audit`,
      sql`update icu_answers set reason = 'other'`,
    ])
      await expect(database().execute(change)).rejects.toMatchObject({
        cause: expect.objectContaining({ message: expect.stringContaining('is append-only') }),
      });
    expect(await verifyAudit(database())).toEqual(state);
    // Whoever owns the database can take the trigger away: the chain shows what was done then.
    await database().execute(sql`alter table icu_audit disable trigger all`);
    await database().execute(sql`update icu_audit set who = 'nobody' where id = 2`);
    expect(await verifyAudit(database())).toMatchObject({ whole: false, row: 2 });
    await database().execute(sql`delete from icu_audit where id = 2`);
    expect(await verifyAudit(database())).toMatchObject({ whole: false, row: 2 });
  });
});
