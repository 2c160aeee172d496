// Ranks 1,000 made-up patients as the sliders of a page do, and prints one line of JSON; times in microseconds.
import { readFile } from 'node:fs/promises';
import { buildCohort } from '#lib/similarity/cohort-table.ts';
import { SPACE_FOLDER } from '#lib/similarity/load-space.ts';
import type { Member } from '#lib/similarity/profile.ts';
import { rankBy } from '#lib/similarity/rank.ts';
import { similaritiesTo } from '#lib/similarity/similarities.ts';
import { similaritySpace } from '#lib/similarity/space.ts';
import { readWeights } from '#lib/similarity/weights.ts';
import { summary } from './median.ts';

const MEMBERS = 1000;
const RUNS = 200;
const NEAREST = 20;
const KEY = 'bench';

const file = new URL(`../../public${SPACE_FOLDER}/space.json`, import.meta.url);
const space = similaritySpace.parse(JSON.parse(await readFile(file, 'utf8')));

const memberOf = (index: number): Member => ({
  space: KEY,
  id: String(index).padStart(6, '0'),
  views: Object.fromEntries(
    space.views.map(({ id, map }, view) => [
      id,
      {
        place: Float32Array.from(map, (_, axis) => Math.sin(1 + 7919 * index + 31 * axis + view)),
        values: {},
      },
    ]),
  ),
  gaps: [],
  ageBand: null,
  sex: null,
  outcome: { diagnoses: [], followUp: null },
});

function timed<T>(work: () => T): [microseconds: number, result: T] {
  const started = performance.now();
  const result = work();
  return [1000 * (performance.now() - started), result];
}

const members = Array.from({ length: MEMBERS }, (_, index) => memberOf(index));
const [build, { table }] = timed(() => buildCohort(space, KEY, members));
const [measure, similarities] = timed(() => similaritiesTo(table, 0));
const ranks = Array.from({ length: RUNS }, (_, run) => {
  const given = Object.fromEntries(space.views.map(({ id }, view) => [id, 1 + ((run + view) % 7)]));
  const [time] = timed(() => {
    const read = readWeights(given, space);
    if (read.ok) rankBy(similarities, read.weights, NEAREST);
  });
  return time;
});

process.stdout.write(
  `${JSON.stringify({ members: MEMBERS, views: space.views.length, build: Math.round(build), measure: Math.round(measure), rank: summary(ranks) })}\n`,
);
