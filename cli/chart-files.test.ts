import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chartFiles, chartsOf } from './chart-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consilium-bulk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const lines = (...resources: readonly object[]) => resources.map((one) => JSON.stringify(one)).join('\n');
const condition = (id: string, patient: string) => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${patient}` },
});

it('puts a bulk export together, whose files hold one type each', async () => {
  const files = {
    'Condition.000.ndjson': lines(condition('c1', 'b'), condition('c2', 'a')),
    'Condition.001.ndjson': lines(condition('c3', 'a')),
    'Patient.ndjson': lines({ resourceType: 'Patient', id: 'a' }, { resourceType: 'Patient', id: 'b' }),
    'broken.ndjson': '{"resourceType": "Cond',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const told: (string | undefined)[] = [];
  const found: (readonly [string | undefined, readonly (string | undefined)[]])[] = [];
  for await (const chart of chartsOf(await chartFiles([folder]), ({ file }) => told.push(file)))
    found.push([chart.patient.id, chart.all('Condition').map(({ id }) => id)]);
  expect(found.toSorted()).toEqual([
    ['a', ['c2', 'c3']],
    ['b', ['c1']],
  ]);
  expect(told).toEqual(['broken.ndjson']);
});
