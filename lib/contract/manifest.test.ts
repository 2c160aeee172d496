import { describe, expect, it } from 'vitest';
import { manifest as committed } from '#lib/inference/fixtures/committed-model.ts';
import { modelManifest } from './manifest.ts';

const file = { name: 'file', bytes: 1, sha256: '0'.repeat(64) };
const finding = {
  id: 'ejection-fraction',
  label: 'Left ventricular ejection fraction',
  unit: '%',
  type: 'quantity',
  low: 1,
  high: 95,
  decimals: 0,
};
const whole = {
  id: 'echo-findings',
  version: '1',
  kind: 'findings',
  title: 'Findings of an echocardiogram',
  intendedUse: 'Tests',
  notFor: [],
  inputs: { features: [], tensors: [{ id: 'echo.clip', shape: [16, 1, 112, 112], version: 1 }] },
  contract: '0'.repeat(64),
  graphs: [
    {
      name: 'findings',
      file,
      inputs: { 'echo.clip': [1, 16, 1, 112, 112] },
      outputs: { value: [1, 1], spread: [1, 1], novelty: [1, 1] },
    },
  ],
  golden: file,
  charts: file,
  tolerance: { wasm: 1e-4, webgpu: 1e-3 },
  findings: [finding],
  novelty: {
    limit: 3,
    refusedOfTrained: 0.01,
    sets: [{ name: 'Computed tomography', pictures: 4, refused: 4 }],
  },
  training: { data: 'none', simulated: true, patients: 0, seed: 0, command: 'none' },
  metrics: [
    { finding: 'ejection-fraction', measure: 'MAE', estimate: 1.4, low: 1.3, high: 1.5, pictures: 200 },
  ],
};

/** The manifest with some of it changed: what is wrong with it, or nothing. */
const wrongIn = (change: object): string | undefined =>
  modelManifest.safeParse({ ...whole, ...change }).error?.issues[0]?.message;

describe('the manifest of a model of findings', () => {
  it('is read whole', () => expect(modelManifest.parse(whole)).toEqual(whole));

  const embedding = { output: 'embedding', size: 64 };

  it('may name the last layer of the network', () => {
    const [graph] = whole.graphs;
    const graphs = [{ ...graph, outputs: { ...graph?.outputs, embedding: [1, 64] } }];
    expect(wrongIn({ graphs, embedding })).toBeUndefined();
    expect(wrongIn({ graphs, embedding: { ...embedding, size: 32 } })).toMatch(/no graph gives/);
  });

  it.each([
    ['an embedding that the graph does not give', { embedding }],
    ['no picture', { inputs: { features: [], tensors: [] } }],
    [
      'a feature beside the picture',
      {
        inputs: {
          ...whole.inputs,
          features: [{ id: 'age', unit: 'a', plausible: [0, 120], version: 1 }],
        },
      },
    ],
    ['more findings than columns', { findings: [finding, { ...finding, id: 'other' }] }],
    ['a metric of no finding', { metrics: [{ ...whole.metrics[0], finding: 'other' }] }],
    ['an empty plausible range', { findings: [{ ...finding, low: 95, high: 1 }] }],
    ['a presence that is no probability', { findings: [{ ...finding, type: 'presence' }] }],
    [
      'more refused than there are',
      { novelty: { ...whole.novelty, sets: [{ name: 'CT', pictures: 1, refused: 2 }] } },
    ],
  ])('is refused with %s', (_, change) => expect(wrongIn(change)).toMatch(/\w/));
});

describe('the manifest of a network of one’s own', () => {
  const { findings: _findings, metrics: _metrics, novelty: _novelty, ...rest } = whole;
  const own = {
    ...rest,
    kind: 'embedding',
    graphs: [{ ...whole.graphs[0], name: 'embedding', outputs: { embedding: [1, 512] } }],
    embedding: { output: 'embedding', size: 512 },
  };
  const wrong = (change: object) => modelManifest.safeParse({ ...own, ...change }).success === false;

  it('is read whole, with a limit of novelty or without', () => {
    expect(modelManifest.parse(own)).toEqual(own);
    const [graph] = own.graphs;
    const graphs = [{ ...graph, outputs: { ...graph?.outputs, novelty: [1, 1] } }];
    expect(wrong({ graphs, novelty: { limit: 3 } })).toBe(false);
  });

  it.each([
    ['an embedding of another size', { embedding: { output: 'embedding', size: 64 } }],
    ['a limit of a novelty that the graph does not give', { novelty: { limit: 3 } }],
    ['no picture', { inputs: { features: [], tensors: [] } }],
  ])('is refused with %s', (_, change) => expect(wrong(change)).toBe(true));
});

describe('what a manifest says of maps', () => {
  const maps = {
    side: 2,
    orders: [[3, 0, 1, 2]],
    reference: { name: 'reference.json', bytes: 1, sha256: '0'.repeat(64) },
    pictures: 9,
    findings: [{ id: 'ejection-fraction', gain: { estimate: 2, low: 1, high: 3 }, because: null }],
  };

  it('is read whole', () => expect(modelManifest.parse({ ...whole, maps })).toEqual({ ...whole, maps }));

  it.each([
    ['an order that lacks a cell', [[0, 1, 2]]],
    ['an order that has a cell twice', [[0, 1, 2, 2]]],
    ['no order', []],
  ])('is refused with %s', (_, orders) => expect(wrongIn({ maps: { ...maps, orders } })).toMatch(/\w/));
});

describe('the manifest of a time-to-event model', () => {
  const [age] = committed.inputs.features;
  const sources = [{ id: 'ehr', label: 'Health record', features: [age?.id ?? ''] }];
  const shift = { source: 'ehr', given: [], day: 1, low: -0.1, high: 0.2, patients: 9 };
  const conformal = { level: 0.9, rule: 'a test', thresholds: { discharge: 0.1, home: 0.1 } };
  const wrong = (change: object): string | undefined =>
    modelManifest.safeParse({ ...committed, ...change }).error?.issues[0]?.message;

  it('may say what the risk is uncertain of', () => {
    const said = { sources, shifts: [shift], landmarks: { days: [0, 7] }, conformal };
    expect(modelManifest.parse({ ...committed, ...said })).toMatchObject(said);
  });

  it.each([
    ['a source of what it does not read', { sources: [{ ...sources[0], features: ['other'] }] }],
    ['a shift of no source', { sources, shifts: [{ ...shift, source: 'echo' }] }],
    ['a shift beside no source', { sources, shifts: [{ ...shift, given: ['echo'] }] }],
    ['a shift whose ends are turned around', { sources, shifts: [{ ...shift, low: 1 }] }],
    ['no landmark', { landmarks: { days: [] } }],
    ['a bound that always holds', { conformal: { ...conformal, level: 1 } }],
  ])('is refused with %s', (_, change) => expect(wrong(change)).toMatch(/\w/));
});
