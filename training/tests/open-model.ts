/** Opens the model folder named on the command line as the product does, and reads its golden charts anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { filesOf } from '#lib/contract/files.ts';
import { goldenSet } from '#lib/contract/golden.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { binariesOf, readWholeRecord } from '#lib/modalities/whole-record.ts';
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

/** Whether a chart, read anew at the time that the model asks at, gives the inputs of its golden case; no picture is asked for. */
async function isSame(chart: Chart): Promise<boolean> {
  const files = filesOf(chart.patient.id ?? '', {
    recordNumber: null,
    binary: binariesOf(chart),
    instance: () => Promise.resolve(null),
    asset: (asset) => Promise.resolve(new Blob([readFileSync(join('public', asset))])),
  });
  const record = await readWholeRecord(chart, files, { siteMap: null });
  const { at } = findModel(manifest.id)?.landmark(record) ?? { at: null };
  const read = vectorise(record, at, ids);
  const known = golden.cases.find(({ patient }) => patient === record.patient.id)?.inputs;
  return (['values', 'present'] as const).every(
    (name) => known?.[name]?.data.every((value, k) => Math.fround(value) === read[name][k]) === true,
  );
}

const same: boolean[] = [];
for (const chart of charts.build().charts) same.push(await isSame(chart));

process.stdout.write(JSON.stringify({ kind: manifest.kind, cases: golden.cases.length, same }));
await session.close();
