import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Files, filesOf } from '#lib/contract/files.ts';
import { type GoldenCase, goldenSet, greyOf } from '#lib/contract/golden.ts';
import { modelManifest } from '#lib/contract/manifest.ts';
import { isTensor } from '#lib/contract/modality.ts';
import { inputsHash, mismatchOf } from '#lib/contract/model-inputs.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, element, referenceTo } from '#lib/fhir/elements.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { goldenDifference, goldenInputs, goldenOutputs } from '#lib/inference/replay-golden.ts';
import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { binariesOf, readWholeRecord } from '#lib/modalities/whole-record.ts';
import { models } from './index.ts';

const FEWEST = 3;

/** A model's folder as it lies on disk. */
function readFolder(folder: string) {
  const path = fileURLToPath(new URL(`../../public${folder}`, import.meta.url));
  const bytesOf = (name: string) => readFileSync(`${path}/${name}`);
  const jsonOf = (name: string): unknown => JSON.parse(bytesOf(name).toString('utf8'));
  const manifest = modelManifest.parse(jsonOf('manifest.json'));
  return { path, bytesOf, manifest, golden: goldenSet.parse(jsonOf(manifest.golden.name)) };
}

/** A chart with the pictures that came in its bundle: no resource refers to those, so that they are no part of it. */
type GoldenChart = { readonly chart: Chart; readonly picture: Files['instance'] };

function chartsOf(bytes: Uint8Array): ReadonlyMap<string, GoldenChart> {
  const lines = gunzipSync(bytes).toString('utf8').trimEnd().split('\n');
  const charts = lines.flatMap((line) => {
    const bundle: unknown = JSON.parse(line);
    const index = new BundleIndex();
    index.add(bundle);
    return index.build().charts.map((chart) => ({ chart, picture: picturesIn(bundle) }));
  });
  return new Map(charts.map((one) => [one.chart.patient.id ?? '', one]));
}

/** The pictures of a golden chart's bundle, each as `Binary/<SOP Instance UID>`. */
function picturesIn(bundle: unknown): Files['instance'] {
  const resources = asObjects(element(bundle, 'entry')).map((entry) => element(entry, 'resource'));
  return async ({ instance }) => {
    const found = resources.find((one) => referenceTo(one) === `Binary/${instance}`);
    const data = asText(element(found, 'data'));
    return data === undefined ? null : new Blob([Buffer.from(data, 'base64')]);
  };
}

type Known = GoldenCase & { readonly patient: string };
const hasPatient = (one: GoldenCase): one is Known => one.patient !== undefined;

// A network of one's own has no patient's chart in its folder.
const withCharts = models.filter(({ kind }) => kind !== 'embedding');

describe.each(withCharts.map((model) => [model.id, model] as const))('model %s', (_, model) => {
  const { path, bytesOf, manifest, golden } = readFolder(model.folder);
  const cases = golden.cases.filter(hasPatient);
  const charts = chartsOf(bytesOf(manifest.charts.name));
  const assetOf = async (asset: string) =>
    new Blob([readFileSync(new URL(`../../public${asset}`, import.meta.url))]);
  let session: OpenSession;
  beforeAll(async () => {
    session = await openNodeSession(path, ownInputs());
  });
  afterAll(() => session.close());

  /** The record of a golden case's chart, read and completed as everywhere, and the time that the model asks at. */
  async function read({ patient }: Known) {
    const known = charts.get(patient);
    if (!known) throw new Error(`no chart of ${patient}`);
    const { chart, picture } = known;
    const recordNumber = pictureNumber(readHeader(chart.patient));
    const files = filesOf(patient, {
      recordNumber,
      binary: binariesOf(chart),
      instance: picture,
      asset: assetOf,
    });
    const record = await readWholeRecord(chart, files, { siteMap: null });
    return { record, readTensor: tensorReader(files), at: model.landmark(record).at };
  }

  it('is what its folder says it is', async () => {
    expect([manifest.id, manifest.kind]).toEqual([model.id, model.kind]);
    expect(await inputsHash(manifest.inputs)).toBe(manifest.contract);
    expect(golden.contract).toBe(manifest.contract);
    const listed = [manifest.golden, manifest.charts, ...manifest.graphs.map(({ file }) => file)];
    for (const { name, bytes, sha256 } of listed) {
      const found = bytesOf(name);
      expect([name, found.length]).toEqual([name, bytes]);
      expect(createHash('sha256').update(found).digest('hex')).toBe(sha256);
    }
  });

  it('finds all its inputs among those that this program reads, unchanged', () =>
    expect(mismatchOf(manifest.inputs, ownInputs())).toBeNull());

  it(`has at least ${FEWEST} golden cases with a chart`, () =>
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST));

  /** All that the graph is given of a patient, as the record gives it. */
  async function readInputs(one: Known): Promise<Readonly<Record<string, readonly number[]>>> {
    const { record, readTensor, at } = await read(one);
    expect(at).not.toBeNull();
    const ids = manifest.inputs.features.map(({ id }) => id);
    const { values, present } = vectorise(record, at, ids);
    const features = ids.length === 0 ? {} : { values: Array.from(values), present: Array.from(present) };
    const tensors = manifest.inputs.tensors.map(async ({ id }) => {
      const { outcome } = await readTensor(record, at, id);
      if (!isTensor(outcome)) throw new Error(`${id}: ${outcome.detail}`);
      return [id, Array.from(outcome.tensor.data)] as const;
    });
    return { ...features, ...Object.fromEntries(await Promise.all(tensors)) };
  }

  it.each(cases.map((one) => [one.name, one] as const))(
    'is given the inputs that it was trained on by the chart of %s',
    async (_name, one) => {
      const given = await readInputs(one);
      expect(Object.keys(given).sort()).toEqual(Object.keys(one.inputs).sort());
      for (const [name, tensor] of Object.entries(one.inputs)) {
        const asKept = 'grey' in tensor ? greyOf : (value: number) => value;
        const read = given[name] ?? [];
        // A picture has so many values that a comparison of lists takes seconds.
        const others = tensor.data.filter(
          (value, k) => asKept(Math.fround(value)) !== asKept(read[k] ?? Number.NaN),
        );
        expect([read.length, others], name).toEqual([tensor.data.length, []]);
      }
    },
  );

  it.each(cases.map((one) => [one.name, one] as const))(
    'answers the inputs of %s as training did',
    async (_name, one) => {
      const outputs = await session.run(one.graph, goldenInputs([one]));
      expect(goldenDifference(goldenOutputs([one]), outputs)).toBeLessThanOrEqual(manifest.tolerance.wasm);
    },
  );

  it('gives an answer to every one of these patients, or looked at the picture and found it strange', async () => {
    const answered: boolean[] = [];
    for (const one of cases) {
      const { record, readTensor } = await read(one);
      const report = await model.assess(record, session, { readTensor });
      const looked = report.kind === 'findings' && report.novelty !== null;
      expect(report.status === 'scored' || looked, JSON.stringify(report)).toBe(true);
      answered.push(report.status === 'scored');
    }
    expect(answered).toContain(true);
  });
});
