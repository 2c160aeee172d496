import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { modalityIds, specsOf, tensorSpecsOf } from '#lib/modalities/index.ts';
import { command } from './features.ts';

const resource = (id: string, more: object) => ({ id, subject: { reference: 'Patient/p' }, ...more });
const bundle = (patientId: string) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: patientId, gender: 'male', birthDate: '1950-01-01' } },
    {
      resource: resource('e', {
        resourceType: 'Encounter',
        subject: { reference: `Patient/${patientId}` },
        status: 'finished',
        class: { code: 'IMP' },
        period: { start: '2026-01-01T00:00:00Z', end: '2026-01-08T00:00:00Z' },
      }),
    },
  ],
});

const featureSpecs = specsOf(modalityIds);

describe('consilium features', () => {
  let folder = '';
  const said: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'features-'));
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => said.push(String(line)) > 0);
    const lines = [bundle('a'), bundle('b'), bundle('a')].map((one) => JSON.stringify(one));
    await writeFile(join(folder, 'bundles-00000.ndjson.gz'), gzipSync(`${lines.join('\n')}\n{"torn`));
    await writeFile(join(folder, 'truth.ndjson'), '{"simulated":true}\n');
    await writeFile(join(folder, 'cohort.json'), '{}');
    const scattered = bundle('c').entry.map((entry) => JSON.stringify(entry.resource));
    await writeFile(join(folder, 'resources.ndjson'), scattered.toReversed().join('\n'));
  });

  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('writes one row per patient in contract order and names what it skipped', async () => {
    const out = join(folder, 'rows.txt');
    await command.parseAsync([folder, '--out', out], { from: 'user' });
    const [head, ...rows] = (await readFile(out, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    // As JSON has it: without what is absent.
    expect(head.features).toEqual(JSON.parse(JSON.stringify(featureSpecs)));
    expect(head.tensors).toEqual(JSON.parse(JSON.stringify(tensorSpecsOf(modalityIds))));
    expect(head).toMatchObject({ model: 'readmission', at: { kind: 'own' } });
    for (const row of rows) expect(row).not.toHaveProperty('tensors');
    expect(rows.map(({ patient, at, eligible }) => [patient, at, eligible])).toEqual([
      ['a', '2026-01-08T00:00:00Z', false],
      ['b', '2026-01-08T00:00:00Z', false],
      ['c', '2026-01-08T00:00:00Z', false],
    ]);
    const stay = featureSpecs.findIndex(({ id }) => id === 'length-of-stay');
    for (const { values, present } of rows) {
      expect([values.length, present.length]).toEqual([featureSpecs.length, featureSpecs.length]);
      expect([values[stay], present[stay]]).toEqual([7, 1]);
    }
    expect(said.join('')).toContain('Patient a was skipped: a chart with this id came before.');
    expect(said.join('')).toContain('bundles-00000.ndjson.gz');
    expect(said.join('')).toContain('3 patients, 0 eligible');
  });

  it('reads every column on a later day at home when asked to', async () => {
    const home = join(folder, 'home');
    await mkdir(home);
    const rates = Array.from({ length: 7 * 1440 }, (_, m) => ((m / 60 + 1) % 24 < 9 ? 55 : 75)).join(' ');
    const worn = resource('hr', {
      resourceType: 'Observation',
      subject: { reference: 'Patient/a' },
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
      effectivePeriod: { start: '2026-01-08T00:00:00+00:00', end: '2026-01-15T00:00:00+00:00' },
      valueSampledData: { origin: { value: 0, code: '/min' }, period: 60_000, dimensions: 1, data: rates },
    });
    const chart = bundle('a');
    const entry = [...chart.entry, { resource: worn }];
    await writeFile(join(home, 'bundle.json'), JSON.stringify({ ...chart, entry }));
    const rowOf = async (...options: string[]) => {
      const out = join(folder, `home${options.join('')}.txt`);
      await command.parseAsync([join(home, 'bundle.json'), '--out', out, ...options], { from: 'user' });
      const [head, row] = (await readFile(out, 'utf8')).trimEnd().split('\n');
      return { head: JSON.parse(head ?? ''), row: JSON.parse(row ?? '') };
    };
    const [before, after, own] = [await rowOf('--at', '+0d'), await rowOf('--at', '+7d'), await rowOf()];
    const column = (id: string) => featureSpecs.findIndex((spec) => spec.id === id);
    const night = column('wearable.nocturnal-heart-rate');
    expect([before.row.present[night], after.row.present[night], after.row.values[night]]).toEqual([
      0, 1, 55,
    ]);
    expect(before.head.at).toEqual({ kind: 'days-after', days: 0 });
    expect(own.head.at).toEqual({ kind: 'own' });
    expect(own.row).toEqual(after.row);
    expect(after.head.at).toEqual({ kind: 'days-after', days: 7 });
    expect([before.row.at, after.row.at]).toEqual(['2026-01-08T00:00:00.000Z', '2026-01-15T00:00:00.000Z']);
    const other = (row: { values: number[] }) =>
      row.values.filter((_, i) => {
        const { modality, id } = featureSpecs[i] ?? {};
        return modality !== 'wearables' && id !== 'days-since-discharge';
      });
    expect(other(after.row)).toEqual(other(before.row));
  });

  it('refuses a time that it cannot read, and a model that is not there', async () => {
    for (const wrong of [
      ['--at', 'tomorrow'],
      ['--model', 'no-such-model'],
    ]) {
      const refused = command
        .exitOverride()
        .parseAsync([folder, '--out', join(folder, 'x'), ...wrong], { from: 'user' });
      await expect(refused).rejects.toMatchObject({ code: 'commander.invalidArgument' });
    }
  });

  it('writes every tensor in a file of its own, with a row of zeros and the reason where there is none', async () => {
    const tensors = join(folder, 'tensors');
    const out = join(folder, 'with-tensors.txt');
    await command.parseAsync([join(folder, 'resources.ndjson'), '--out', out, '--tensors', tensors], {
      from: 'user',
    });
    const [, row] = (await readFile(out, 'utf8')).trimEnd().split('\n');
    const specs = tensorSpecsOf(modalityIds);
    expect(JSON.parse(row ?? '').tensors).toEqual(
      Object.fromEntries(specs.map(({ id }) => [id, 'never-recorded'])),
    );
    for (const { id, shape } of specs) {
      const bytes = await readFile(join(tensors, `${id}.npy`));
      expect(bytes.subarray(10, 128).toString()).toContain(`'shape': (1, ${shape.join(', ')},)`);
      expect(bytes.length).toBe(128 + 4 * shape.reduce((size, axis) => size * axis, 1));
      expect(bytes.subarray(128).every((byte) => byte === 0)).toBe(true);
    }
  });

  it('rejects for a path that does not exist', async () => {
    const missing = command.parseAsync([join(folder, 'nowhere'), '--out', join(folder, 'x')], {
      from: 'user',
    });
    await expect(missing).rejects.toThrow(/ENOENT/);
  });
});
