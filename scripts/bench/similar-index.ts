import { availableParallelism, loadavg } from 'node:os';
import { sql } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { startPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { members, places, runs } from '#lib/server/database/schema.ts';
import { REACH, type Reach } from '#lib/server/similarity/find-candidates.ts';
import { finishRun } from '#lib/server/similarity/finish-run.ts';
import { indexState } from '#lib/server/similarity/index-state.ts';
import { installedSpace } from '#lib/server/similarity/installed-space.ts';
import { rowsOf } from '#lib/server/similarity/member-row.ts';
import { type PlacedRow, placedColumns, placedTable } from '#lib/server/similarity/reference.ts';
import { findNearest, type Searchable } from '#lib/server/similarity/search.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { drawsOf, normalDraw } from '#lib/similarity/draw.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import { REFERENCE_SAMPLE } from '#lib/similarity/local-scale.ts';
import { applyMap } from '#lib/similarity/place-view.ts';
import type { Member, Profile, View } from '#lib/similarity/profile.ts';
import { rank } from '#lib/similarity/rank.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import { learnedWeights, type Weights } from '#lib/similarity/weights.ts';

/** Patients of the index, who ask, and who of these are compared with the exact answer. */
const [PATIENTS = 100_000, ASKED = 200, CHECKED = 100] = process.argv.slice(2).map(Number);
const BATCH = 1000;
const TOP = 10;
const REACHES: readonly Reach[] = [
  { perView: 20, together: 100 },
  { perView: 30, together: 150 },
  { perView: 40, together: 200 },
  { perView: 60, together: 300 },
  { perView: 100, together: 500 },
];
/** As in the cohorts of this product: most have a chart and a film, few an echocardiogram or a week at home. */
const PRESENT: Readonly<Record<string, number>> = {
  chart: 1,
  radiograph: 0.8,
  echo: 0.3,
  genome: 0.7,
  wearables: 0.3,
};
/** What a patient's inputs of all views come from, and how much each input has of its own. */
const LATENT = 8;
const OWN = 0.5;

const draw = drawsOf(52);
const deviates = (count: number) => Array.from({ length: count }, () => normalDraw(draw));

/** Loadings of a view's inputs, which come out with a spread of 1 as the space has them. */
const loadings = new Map<string, number[][]>();
function loadingsOf({ id, centre }: SpaceView): number[][] {
  const known = loadings.get(id) ?? centre.map(() => deviates(LATENT));
  loadings.set(id, known);
  return known;
}

function placeOf(view: SpaceView, latent: readonly number[]): Float32Array {
  const length = Math.sqrt(LATENT + OWN ** 2);
  const inputs = loadingsOf(view).map(
    (row) =>
      (row.reduce((sum, weight, k) => sum + weight * (latent[k] ?? 0), 0) + OWN * normalDraw(draw)) / length,
  );
  return Float32Array.from(applyMap(view, Float64Array.from(inputs)));
}

function memberAt(index: number, { space, key }: LoadedSpace): Member {
  const latent = deviates(LATENT);
  const views = space.views.flatMap((view): [string, View][] =>
    draw() < (PRESENT[view.id] ?? 0.5) ? [[view.id, { place: placeOf(view, latent), values: {} }]] : [],
  );
  // As good as a hash: in no order of what it stands for.
  const id = BigInt.asUintN(64, BigInt(index + 1) * 0x9e3779b97f4a7c15n)
    .toString(16)
    .padStart(16, '0');
  const outcome = { diagnoses: [], followUp: null };
  return { id, space: key, views: Object.fromEntries(views), gaps: [], ageBand: '60–69', sex: null, outcome };
}

async function fill(database: Database, loaded: LoadedSpace): Promise<void> {
  const [run] = await database.insert(runs).values({ space: loaded.key, source: 'bench' }).returning();
  const id = run?.id ?? 0;
  for (let from = 0; from < PATIENTS; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, PATIENTS - from) }, (_, k) => {
      const member = memberAt(from + k, loaded);
      return rowsOf({ record: member.id, source: 'bench', content: '', run: id }, member, loaded.space);
    });
    await database.insert(members).values(rows.map(({ member }) => member));
    await database.insert(places).values(rows.flatMap((row) => row.places));
  }
  const start = performance.now();
  await finishRun(database, loaded, id);
  process.stderr.write(`scales and graphs: ${Math.round((performance.now() - start) / 1000)} s\n`);
}

const percentile = (values: readonly number[], share: number): number =>
  Math.round(10 * (values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0)) / 10;

/** Of a view those with the least ids who have it, as the index itself takes them. */
const sampleOf = (rows: readonly PlacedRow[], at: number): ReadonlySet<string> =>
  new Set(
    rows
      .filter(({ scales }) => !Number.isNaN(scales?.[at] ?? Number.NaN))
      .map(({ record }) => record)
      .toSorted()
      .slice(0, REFERENCE_SAMPLE),
  );

/** The whole cohort in memory, for the exact answer. */
async function exactTable({ database, loaded }: Searchable): Promise<CohortTable> {
  const rows = await database.select(placedColumns).from(members);
  const samples = new Map(loaded.space.views.map(({ id }, at) => [id, sampleOf(rows, at)]));
  return placedTable(loaded, { rows, samples });
}

/** Every second one as a clinician may set them, the others as learned. */
const weightsAt = ({ space }: LoadedSpace, k: number): Weights =>
  k % 2 === 0 ? learnedWeights(space) : Object.fromEntries(space.views.map(({ id }) => [id, draw()]));

type Question = { readonly profile: Profile; readonly weights: Weights; readonly exact: readonly string[] };

/** People who are not in the index, and for some of them the exact answer. */
async function questionsOf(searchable: Searchable): Promise<readonly Question[]> {
  const { loaded } = searchable;
  const table = await exactTable(searchable);
  return Array.from({ length: ASKED }, (_, k) => {
    const { id: _own, ...profile } = memberAt(PATIENTS + k, loaded);
    const weights = weightsAt(loaded, k);
    const exact = k < CHECKED ? rank(table, profile, weights, TOP).map(({ id }) => id) : [];
    return { profile, weights, exact };
  });
}

/** Milliseconds of a question, and the share of the exact answers that are found. */
async function askAll(searchable: Searchable, questions: readonly Question[], reach: Reach) {
  const times: number[] = [];
  let found = 0;
  for (const { profile, weights, exact } of questions) {
    const start = performance.now();
    const nearest = await findNearest(searchable, profile, { weights, count: TOP, reach });
    times.push(performance.now() - start);
    const ids = new Set(nearest.map(({ neighbour }) => neighbour.id));
    found += exact.filter((id) => ids.has(id)).length;
  }
  const sought = questions.reduce((sum, { exact }) => sum + exact.length, 0);
  const recall = Math.round((1000 * found) / sought) / 1000;
  return { ...reach, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), recall };
}

async function megabytesOf(database: Database): Promise<number> {
  const bytes = sql<string>`pg_total_relation_size('places') + pg_total_relation_size('members')`;
  const [size] = await database.select({ bytes }).from(runs).limit(1);
  return Math.round(Number(size?.bytes ?? 0) / 2 ** 20);
}

/** Recall and time of a search on PostgreSQL, on simulated places: `node scripts/bench/similar-index.ts [patients] [asked] [checked]`. */
async function bench(): Promise<object> {
  const server = await startPostgres();
  const loaded = await installedSpace();
  const { database, close } = await openPostgres(server.url);
  try {
    const start = performance.now();
    await fill(database, loaded);
    const fillS = Math.round((performance.now() - start) / 1000);
    const state = await indexState(database, loaded);
    if (state.status !== 'ready') throw new Error(state.detail);
    const searchable = { database, loaded, run: state.run };
    const questions = await questionsOf(searchable);
    // The first pass warms what is read from the disk.
    await askAll(searchable, questions, REACH);
    const reaches = [];
    for (const reach of REACHES) reaches.push(await askAll(searchable, questions, reach));
    const [busy = 0] = loadavg();
    return {
      patients: PATIENTS,
      axes: loaded.space.views.map(({ id, map }) => [id, map.length]),
      fillS,
      megabytes: await megabytesOf(database),
      cores: availableParallelism(),
      load: Math.round(busy),
      reaches,
    };
  } finally {
    await close();
    await server.stop();
  }
}

process.stdout.write(`${JSON.stringify(await bench())}\n`);
