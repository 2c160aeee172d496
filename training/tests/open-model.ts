/** Opens the model folder named on the command line as the product does, and reads its golden charts anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { goldenSet } from '#lib/contract/golden.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { findModel } from '#lib/models/index.ts';

const [folder = ''] = process.argv.slice(2);
const session = await openNodeSession(folder, ownInputs());
const { manifest } = session;
const golden = goldenSet.parse(JSON.parse(readFileSync(join(folder, manifest.golden.name), 'utf8')));
const ids = manifest.inputs.features.map(({ id }) => id);

const charts = new BundleIndex();
const lines = gunzipSync(readFileSync(join(folder, manifest.charts.name)))
  .toString()
  .trimEnd()
  .split('\n');
for (const line of lines) charts.add(JSON.parse(line));

const same = charts.build().charts.map((chart) => {
  const record = readRecord(chart);
  const { at } = findModel(manifest.id)?.landmark(record) ?? { at: null };
  const read = vectorise(record, at, ids);
  const known = golden.cases.find(({ patient }) => patient === record.patient.id)?.inputs;
  return (['values', 'present'] as const).every((name) =>
    known?.[name]?.data.every((value, k) => Math.fround(value) === read[name][k]),
  );
});

process.stdout.write(JSON.stringify({ kind: manifest.kind, cases: golden.cases.length, same }));
await session.close();
