import { fork } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partitionOf } from '#lib/icu/events/event-log.ts';
import { heartRate } from '#lib/icu/events/fixtures/events.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { appendEvents, PARTITIONS } from './append-events.ts';
import { LEASE_MS, renew } from './group-lease.ts';
import { forgetBefore, readAfter, readHeads } from './read-lane.ts';
import { members } from './tables.ts';

const place = (patient: string) =>
  ({ lane: 'readings', partition: partitionOf(patient, PARTITIONS) }) as const;

describe.each(testDatabases.filter(([, , there]) => there))('the log in %s', (name, make) => {
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
  const idsOf = async (patient: string) =>
    (await readAfter(opened.database, [{ ...place(patient), after: -1n }]))
      .flat()
      .filter(({ event }) => event.patient === patient)
      .map(({ event }) => event.id);

  it('stores an event once, however often it is sent', async () => {
    const events = [heartRate('twice', 0), heartRate('twice', 1)];
    await appendEvents(opened.database, events);
    await appendEvents(opened.database, [...events, ...events, heartRate('twice', 2)]);
    expect(await idsOf('twice')).toEqual(['twice.0', 'twice.1', 'twice.2']);
  });

  it('forgets what is old, and never gives an offset again', async () => {
    const events = [0, 1, 2, 3].map((n) => heartRate('old', n));
    await appendEvents(opened.database, events);
    const newest = (await readHeads(opened.database)).map(({ after }) => after);
    await forgetBefore(opened.database, 'readings', heartRate('old', 2).ingestedAt);
    expect(await idsOf('old')).toEqual(['old.2', 'old.3']);
    expect((await readHeads(opened.database)).map(({ after }) => after)).toEqual(newest);
  });

  it('gives the partitions of a member that was not heard of for a while to another', async () => {
    const [dead, living] = ['dead', 'living'].map((member) => ({ group: 'of-two', member }));
    if (!dead || !living) throw new Error('nobody');
    expect((await renew(opened.database, dead)).size).toBe(PARTITIONS);
    expect((await renew(opened.database, living)).size).toBe(0);
    await opened.database
      .update(members)
      .set({ seenAt: sql`clock_timestamp() - make_interval(secs => ${LEASE_MS / 1000 + 0.1})` })
      .where(sql`${members.member} = 'dead'`);
    expect((await renew(opened.database, living)).size).toBe(PARTITIONS);
    // Back again, it takes nothing from whoever has it, and is given its half as soon as that one hears of it.
    expect((await renew(opened.database, dead)).size).toBe(0);
    expect((await renew(opened.database, living)).size).toBe(PARTITIONS / 2);
    expect((await renew(opened.database, dead)).size).toBe(PARTITIONS / 2);
  });

  it.skipIf(name === 'PGlite')(
    'shows no event before those with lower offsets, whichever writer is the slower',
    async () => {
      const slow = await test.open();
      let second = Promise.resolve();
      await slow.database.transaction(async (transaction) => {
        await appendEvents(transaction, [heartRate('p', 0)]);
        second = appendEvents(opened.database, [heartRate('p', 1)]);
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(await idsOf('p')).toEqual([]);
      });
      await second;
      expect(await idsOf('p')).toEqual(['p.0', 'p.1']);
      await slow.close();
    },
  );

  it.skipIf(name === 'PGlite')(
    'gives the partitions of a killed process to another within five seconds',
    async () => {
      const holder = fork(new URL('./fixtures/hold-partitions.ts', import.meta.url), [test.url ?? '']);
      await new Promise((resolve) => holder.once('message', resolve));
      const self = { group: 'held', member: 'other' };
      expect((await renew(opened.database, self)).size).toBe(0);
      holder.kill('SIGKILL');
      const killed = performance.now();
      while ((await renew(opened.database, self)).size < PARTITIONS)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(performance.now() - killed).toBeLessThan(5000);
    },
  );
});
