import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemDetails } from '#lib/contract/risk-schema.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { placedBy, smallChart, smallLoaded, smallRun } from '#lib/server/similarity/fixtures/small-index.ts';
import { indexCohort } from '#lib/server/similarity/index-cohort.ts';
import { indexState } from '#lib/server/similarity/index-state.ts';
import type { Searchable } from '#lib/server/similarity/search.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { similarAnswer } from '#lib/similarity/similar-schema.ts';
import { answerSimilar, type SimilarHospital } from './answer-similar.ts';

const HOST = '127.0.0.1:3000';
const PATIENCE_MS = 300_000;
const charts = Array.from({ length: 12 }, (_, index) => smallChart(index));
const loaded = smallLoaded();

let test: TestDatabase;
let opened: OpenedDatabase;
let searchable: Searchable;
let own: Member;

beforeAll(async () => {
  const [, make] = testDatabases[0] ?? [];
  if (!make) throw new Error('no database to test with');
  test = await make();
  opened = await test.open();
  const run = smallRun(opened.database, charts);
  await indexCohort(run);
  const state = await indexState(opened.database, loaded);
  if (state.status !== 'ready') throw new Error(state.detail);
  searchable = { database: opened.database, loaded, run: state.run };
  const persons = charts.map(({ chart }) => run.ids.person(chart.patient));
  const [first] = persons
    .map((person) => placedBy(person, loaded.key))
    .filter(({ views }) => Object.keys(views).length === 2);
  if (!first) throw new Error('nobody has both views');
  own = first;
}, PATIENCE_MS);

afterAll(async () => {
  await opened.close();
  await test.remove();
}, PATIENCE_MS);

const hospital = (): SimilarHospital => ({
  origin: `http://${HOST}`,
  mayAsk: async () => true,
  fetchChart: async () => ({ chart: smallChart(0).chart, issues: [] }),
  filesBeside: () => smallChart(0).files,
  filesWithin: () => smallChart(0).files,
  searchable: async () => searchable,
  embed: async () => own,
});

const ask = (body: unknown, changed: Partial<SimilarHospital> = {}, headers: Record<string, string> = {}) =>
  answerSimilar(
    new Request(`http://${HOST}/api/similar`, {
      method: 'POST',
      headers: { host: HOST, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
    { ...hospital(), ...changed },
  );

async function answered(response: Response) {
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return similarAnswer.parse(await response.json());
}

async function refused(response: Response) {
  const { status, detail, errors = [] } = problemDetails.parse(await response.json());
  expect(status).toBe(response.status);
  return { status, detail, pointers: errors.map(({ pointer }) => pointer) };
}

const sent = ({ space, views }: Member) => ({
  space,
  views: Object.fromEntries(
    Object.entries(views).map(([id, { place, values }]) => [id, { place: [...place], values }]),
  ),
});

describe('answerSimilar', () => {
  it('finds the like of a patient, never herself, with shares that make the similarity', async () => {
    const { neighbours, weights, members } = await answered(await ask({ patientId: 'a', count: 5 }));
    expect(members).toBe(charts.length);
    expect(neighbours).toHaveLength(5);
    expect(neighbours.map(({ member }) => member)).not.toContain(own.id);
    expect(Object.values(weights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    for (const { similarity, views } of neighbours) {
      const shares = Object.values(views).map((view) => view?.share ?? 0);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(similarity, 9);
    }
    const order = neighbours.map(({ similarity }) => similarity);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });

  it('takes a profile that was made elsewhere, whose first neighbour is who it was made of', async () => {
    const { neighbours } = await answered(await ask({ profile: sent(own), weights: 'equal' }));
    expect(neighbours[0]).toMatchObject({ member: own.id, similarity: 1, ageBand: '60–69' });
    expect(JSON.stringify(neighbours)).not.toContain(smallChart(0).chart.patient.id);
  });

  it('ranks by the view that is weighed alone', async () => {
    const { neighbours, weights } = await answered(await ask({ profile: sent(own), weights: { genome: 3 } }));
    expect(weights).toEqual({ chart: 0, genome: 1 });
    for (const { views } of neighbours) expect(views.genome).not.toBeNull();
  });

  it.each<[string, object, number, RegExp]>([
    ['weights that are all 0', { weights: { chart: 0, genome: 0 } }, 400, /All weights are 0/],
    ['a negative weight', { weights: { chart: -1 } }, 400, /below 0/],
    ['a weight that is no number', { weights: { chart: Number.NaN } }, 400, /not a number/],
    ['a view that is none', { weights: { liver: 1 } }, 400, /no view "liver"/],
  ])('refuses %s in a clear sentence', async (_, changed, status, sentence) => {
    const found = await refused(await ask({ patientId: 'a', ...changed }));
    expect(found).toMatchObject({ status, detail: expect.stringMatching(sentence), pointers: ['#/weights'] });
  });

  it('refuses a profile of another space, of other axes, or without a view', async () => {
    const other = await refused(await ask({ profile: { ...sent(own), space: 'similarity/0/old' } }));
    expect(other).toMatchObject({ status: 422, pointers: ['#/profile/space'] });
    const views = { chart: { place: [1, 2, 3] } };
    expect(await refused(await ask({ profile: { space: loaded.key, views } }))).toMatchObject({
      status: 422,
      pointers: ['#/profile/views/chart'],
    });
    const nothing = await refused(await ask({ profile: { space: loaded.key, views: {} } }));
    expect(nothing).toMatchObject({
      status: 422,
      detail: expect.stringContaining('Nothing of this patient'),
    });
  });

  it('says why there is no index, and lets in only who may ask', async () => {
    const notYet = { searchable: async () => 'Not indexed yet.' };
    expect(await refused(await ask({ patientId: 'a' }, notYet))).toMatchObject({
      status: 409,
      detail: 'Not indexed yet.',
    });
    const closed = { mayAsk: async () => false };
    expect(await refused(await ask({ patientId: 'a' }, closed))).toMatchObject({ status: 401 });
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect(await refused(await ask({ patientId: 'a' }, {}, foreign))).toMatchObject({ status: 403 });
    expect(await refused(await ask({ patientId: 'a', bundle: { resourceType: 'Bundle' } }))).toMatchObject({
      status: 400,
    });
  });
});
