import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { openEmbedded } from '#lib/server/database/open-embedded.ts';
import { members, places } from '#lib/server/database/schema.ts';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import { rank } from '#lib/similarity/rank.ts';
import { equalWeights } from '#lib/similarity/weights.ts';
import { cohortAnswer } from './cohort-answer.ts';
import { placedBy, smallChart, smallLoaded, smallRun } from './fixtures/small-index.ts';
import { indexCohort } from './index-cohort.ts';
import { indexState } from './index-state.ts';
import { findNearest, type Searchable } from './search.ts';

const PATIENTS = 40;
const PATIENCE_MS = 300_000;
const charts = Array.from({ length: PATIENTS }, (_, index) => smallChart(index));
const { space } = smallLoaded();

async function searchableOf(database: Database, key?: string): Promise<Searchable> {
  const loaded = smallLoaded(key);
  const state = await indexState(database, loaded);
  if (state.status !== 'ready') throw new Error(state.detail);
  return { database, loaded, run: state.run };
}

const contentsOf = async (database: Database) => ({
  members: (await database.select().from(members).orderBy(asc(members.record))).map(
    ({ run: _, ...row }) => row,
  ),
  places: await database.select().from(places).orderBy(asc(places.record), asc(places.view)),
});

describe.each(testDatabases.filter(([, , there]) => there))('an index in %s', (_, make) => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  beforeAll(async () => {
    test = await make();
    opened = await test.open();
  }, PATIENCE_MS);
  afterAll(async () => {
    await opened.close();
    await test.remove();
  }, PATIENCE_MS);

  it(
    'reads everybody once, ranks as the arithmetic has it, and gives a page the same cohort',
    async () => {
      const { database } = opened;
      expect((await indexState(database, smallLoaded())).status).toBe('not-indexed');
      const report = await indexCohort(smallRun(database, charts));
      expect(report).toMatchObject({ embedded: PATIENTS, unchanged: 0, members: PATIENTS, repeated: 0 });

      const searchable = await searchableOf(database);
      const { ids } = smallRun(database, charts);
      const all = charts.map(({ chart }) => placedBy(ids.person(chart.patient), smallLoaded().key));
      const { table } = buildCohort(space, smallLoaded().key, all);
      const weights = equalWeights(space);
      for (const [row, asked] of table.members.entries()) {
        if (Object.keys(asked.views).length === 0) continue;
        const found = await findNearest(searchable, asked, { weights, count: 5 });
        expect(found.map(({ neighbour }) => neighbour.id)).toEqual(
          rank(table, row, weights, 5).map(({ id }) => id),
        );
      }

      const record = ids.record(smallChart(0).chart.patient);
      const cohort = await cohortAnswer(searchable, { record });
      expect(cohort.members).toHaveLength(PATIENTS);
      expect(cohort.members[cohort.patient?.row ?? -1]?.member).toBe(ids.person(smallChart(0).chart.patient));
      const told = JSON.stringify([cohort, await contentsOf(database)]);
      for (const { chart } of charts) {
        expect(told).not.toContain(chart.patient.id);
        expect(told).not.toContain(chart.patient.name?.[0]?.family);
      }
    },
    PATIENCE_MS,
  );

  it(
    'reads again only who changed, drops who left, and counts a repeated record once',
    async () => {
      const { database } = opened;
      const before = await contentsOf(database);
      expect(await indexCohort(smallRun(database, charts))).toMatchObject({
        embedded: 0,
        unchanged: PATIENTS,
      });
      expect(await contentsOf(database)).toEqual(before);

      const [first] = charts;
      if (!first) throw new Error('no chart');
      const { chart } = first;
      // The same person under another id of the server.
      const twin = { ...first, chart: { ...chart, patient: { ...chart.patient, id: 'another-id' } } };
      const report = await indexCohort(smallRun(database, [...charts.slice(0, 30), twin]));
      expect(report).toMatchObject({ embedded: 1, unchanged: 30, removed: 10, repeated: 1, members: 30 });
      const searchable = await searchableOf(database);
      const asked = placedBy('somebody else', smallLoaded().key);
      const found = await findNearest(searchable, asked, { weights: equalWeights(space), count: 40 });
      expect(new Set(found.map(({ neighbour }) => neighbour.id)).size).toBe(found.length);
    },
    PATIENCE_MS,
  );

  it(
    'is told to be of another space, and made anew for it',
    async () => {
      const { database } = opened;
      const key = 'similarity/2/other';
      expect((await indexState(database, smallLoaded(key))).status).toBe('other-space');
      const report = await indexCohort(smallRun(database, charts.slice(0, 1), { key }));
      expect(report).toMatchObject({ embedded: 1, members: 1 });
      const searchable = await searchableOf(database, key);
      const weights = equalWeights(space);
      const [only] = charts;
      const own = placedBy(
        smallRun(database, []).ids.person(only?.chart.patient ?? { resourceType: 'Patient' }),
        key,
      );
      expect(await findNearest(searchable, own, { weights, count: 5 })).toEqual([]);
    },
    PATIENCE_MS,
  );
});

it(
  'goes on where a killed run was cut off, with every patient whole',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'consilium-index-'));
    try {
      const script = new URL('./fixtures/index-slowly.ts', import.meta.url);
      const child = fork(script, [folder, String(PATIENTS)]);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.on('message', (done: number) => {
        // The first batch is written, and the second is under way.
        if (done > 36) child.kill('SIGKILL');
      });
      await ended;
      expect(child.signalCode).toBe('SIGKILL');

      const { database, close } = await openEmbedded(folder);
      const { members: rows, places: there } = await contentsOf(database);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(PATIENTS);
      for (const row of rows)
        expect(there.filter(({ record }) => record === row.record)).toHaveLength(
          Object.keys(row.values).length,
        );
      const report = await indexCohort(smallRun(database, charts));
      expect(report).toMatchObject({ unchanged: rows.length, embedded: PATIENTS - rows.length });
      const resumed = await contentsOf(database);
      await indexCohort(smallRun(database, charts, { anew: true }));
      expect(await contentsOf(database)).toEqual(resumed);
      await close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  PATIENCE_MS,
);
