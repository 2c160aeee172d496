import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseError } from './database.ts';
import { type TestDatabase, testDatabases } from './fixtures/databases.ts';
import { openEmbedded } from './open-embedded.ts';
import { openPostgres } from './open-postgres.ts';
import { members, places, runs } from './schema.ts';

const member = (run: number, record: string) => ({
  record,
  person: `person-of-${record}`,
  space: 'similarity-1',
  source: 'demo',
  content: 'hash',
  run,
  ageBand: '60–69',
  sex: 'female' as const,
  outcome: { diagnoses: [], followUp: { days: 30, event: null } },
  values: { chart: { 'lab.crp': 182 } },
  gaps: [{ view: 'echo', detail: 'No echocardiogram.' }],
  places: Float32Array.of(1.5, -2.25, Number.NaN),
});

describe.each(testDatabases.filter(([, , there]) => there))('a database in %s', (_, make) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await make();
  });
  afterAll(() => test.remove());

  it('keeps what it is given, is found again as it was, and makes its tables once', async () => {
    const first = await test.open();
    const [run] = await first.database
      .insert(runs)
      .values({ space: 'similarity-1', source: 'demo' })
      .returning();
    const row = member(run?.id ?? 0, 'a');
    await first.database.insert(members).values(row);
    await first.database
      .insert(places)
      .values({ record: 'a', view: 'chart', place: Float32Array.of(1.5, -2.25) });
    await first.close();

    const again = await test.open();
    expect(await again.database.select().from(members)).toEqual([{ ...row, scales: null, repeated: false }]);
    expect(await again.database.select().from(places)).toEqual([
      { record: 'a', view: 'chart', place: Float32Array.of(1.5, -2.25) },
    ]);
    expect(await again.database.select().from(runs)).toMatchObject([
      { space: 'similarity-1', finishedAt: null },
    ]);
    await again.database.delete(members).where(eq(members.record, 'a'));
    expect(await again.database.select().from(places)).toEqual([]);
    await again.close();
  });

  it('forgets the exact ages that earlier versions wrote', async () => {
    const earlier = await test.open();
    const [run] = await earlier.database.insert(runs).values({ space: 's', source: 'demo' }).returning();
    const values = { chart: { age: 67.2, 'crp.last': 182 }, genome: {} };
    const rows = [
      { ...member(run?.id ?? 0, 'b'), values },
      { ...member(run?.id ?? 0, 'c'), values: {} },
    ];
    await earlier.database.insert(members).values(rows);
    await earlier.database.execute(sql`delete from consilium_migrations where id = '0005-no-exact-age'`);
    await earlier.close();

    const { database, close } = await test.open();
    const kept = await database.select({ values: members.values }).from(members).orderBy(members.record);
    expect(kept).toEqual([{ values: { chart: { 'crp.last': 182 }, genome: {} } }, { values: {} }]);
    await database.delete(members);
    await close();
  });

  it('fails a transaction whose connection is cut, and answers the next question', async ({ skip }) => {
    if (test.url === null) skip('nobody can cut a database that is in this process');
    const { database, close } = await test.open();
    const cut = database.transaction(async (transaction) => {
      await transaction.execute(sql`select 1`);
      await database.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      await transaction.execute(sql`select 1`);
    });
    await expect(cut).rejects.toThrow();
    expect(await database.select().from(members)).toEqual([]);
    await close();
  });

  it('refuses what a later version has made', async () => {
    const opened = await test.open();
    await opened.database.execute(sql`insert into consilium_migrations (id) values ('9999-later')`);
    await opened.close();
    await expect(test.open()).rejects.toMatchObject({ name: 'DatabaseError', tag: 'newer' });
  });
});

describe('the embedded database', () => {
  it('belongs to one process: another one is told so and writes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'consilium-database-'));
    const holder = fork(new URL('./fixtures/hold-database.ts', import.meta.url), [folder]);
    try {
      await new Promise((resolve) => holder.once('message', resolve));
      await expect(openEmbedded(folder)).rejects.toThrow(/^Another process has the database/);
      const ended = new Promise((resolve) => holder.once('exit', resolve));
      holder.kill('SIGKILL');
      await ended;
      const opened = await openEmbedded(folder);
      expect(await opened.database.select().from(runs)).toHaveLength(1);
      await opened.close();
    } finally {
      holder.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    }
  });
});

it('says of a PostgreSQL that does not answer that it does not, without its password', async () => {
  const failure = await openPostgres('postgresql://me:secret@127.0.0.1:9/none').catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(DatabaseError);
  expect(String(failure)).toContain('127.0.0.1 does not answer');
  expect(String(failure)).not.toContain('secret');
});
