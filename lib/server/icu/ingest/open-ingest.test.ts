import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventLog, EventLogError } from '#lib/icu/events/event-log.ts';
import { heartRate } from '#lib/icu/events/fixtures/events.ts';
import type { SentText } from '#lib/icu/events/sent-lines.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { openDatabaseLog } from '../log/database-log.ts';
import { readHeads } from '../log/read-lane.ts';
import { readDeadLetters } from './dead-letters.ts';
import { openIngest } from './open-ingest.ts';

const sentOf = (value: unknown): SentText => ({ text: JSON.stringify(value), value });
const reading = (patient: string, n: number): SentText => {
  const { ingestedAt: _, ...sent } = heartRate(patient, n);
  return sentOf(sent);
};

describe('openIngest', () => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  let log: EventLog;
  beforeAll(async () => {
    const [[, make] = []] = testDatabases;
    if (!make) throw new Error('no database');
    test = await make();
    opened = await test.open();
    log = openDatabaseLog(opened);
  });
  afterAll(async () => {
    await log.close();
    await opened.close();
    await test.remove();
  });
  const stored = async () =>
    (await readHeads(opened.database)).reduce((sum, { after }) => sum + Number(after) + 1, 0);

  it('stores what can be read, keeps what cannot with its reason, and answers of each in order', async () => {
    const { take } = openIngest({ log, database: opened.database });
    const before = await stored();
    const outcomes = await take(
      [
        reading('p', 0),
        { text: '{"version":', refused: 'The line is not JSON.' },
        sentOf({ version: 7 }),
        { ...reading('p', 1), text: 'x'.repeat(70_000) },
        { text: '"\0\ud800"', value: '\0\ud800' },
        reading('p', 2),
      ],
      'a test',
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'accepted',
      'refused',
      'refused',
      'refused',
      'refused',
      'accepted',
    ]);
    expect((await stored()) - before).toBe(2);
    const letters = await readDeadLetters(opened.database);
    expect(letters.map(({ reason }) => reason).reverse()).toEqual([
      'The line is not JSON.',
      'version: 1 is expected.',
      'An event is at most 64 KiB.',
      expect.stringContaining('event: '),
    ]);
    expect(letters.find(({ bytes }) => bytes === 70_000)).toMatchObject({
      source: 'a test',
      body: 'x'.repeat(2000),
    });
  });

  it('makes a bed that floods wait, and no other', async () => {
    const { take, flooding } = openIngest({ log, database: opened.database });
    const flood = Array.from({ length: 1500 }, (_, n) => reading('loud', n));
    const quiet = Array.from({ length: 20 }, (_, n) => reading(`quiet-${n}`, n));
    const outcomes = await take([...flood, ...quiet], 'a test');
    const statuses = (from: number, to?: number) =>
      new Set(outcomes.slice(from, to).map(({ status }) => status));
    expect(statuses(0, 1000)).toEqual(new Set(['accepted']));
    expect(outcomes.slice(0, 1500).filter(({ status }) => status === 'later').length).toBeGreaterThan(400);
    expect(statuses(1500)).toEqual(new Set(['accepted']));
    expect(flooding()).toEqual(['loud']);
  });

  it('acknowledges nothing when the log does not take it', async () => {
    const broken: EventLog = { ...log, append: () => Promise.reject(new EventLogError('The log is away.')) };
    const { take } = openIngest({ log: broken, database: opened.database });
    await expect(take([reading('p', 9)], 'a test')).rejects.toThrow('The log is away.');
  });
});
