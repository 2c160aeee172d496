import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { modalityIds, specsOf } from '#lib/modalities/index.ts';
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
    expect(head.features).toEqual(featureSpecs.map(({ id }) => id));
    expect(Object.keys(head.contract)).toEqual(modalityIds);
    for (const hash of Object.values(head.contract)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows.map(({ patient, at, eligible }) => [patient, at, eligible])).toEqual([
      ['a', '2026-01-08T00:00:00Z', false],
      ['b', '2026-01-08T00:00:00Z', false],
      ['c', '2026-01-08T00:00:00Z', false],
    ]);
    const stay = head.features.indexOf('length-of-stay');
    for (const { values, present } of rows) {
      expect([values.length, present.length]).toEqual([featureSpecs.length, featureSpecs.length]);
      expect([values[stay], present[stay]]).toEqual([7, 1]);
    }
    expect(said.join('')).toContain('Patient a was skipped: a chart with this id came before.');
    expect(said.join('')).toContain('bundles-00000.ndjson.gz');
    expect(said.join('')).toContain('3 patients, 0 eligible');
  });

  it('reads the wearables on a later day when asked to, and all else at discharge', async () => {
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
      const out = join(folder, `home${options.length}.txt`);
      await command.parseAsync([join(home, 'bundle.json'), '--out', out, ...options], { from: 'user' });
      const [head, row] = (await readFile(out, 'utf8')).trimEnd().split('\n');
      return { head: JSON.parse(head ?? ''), row: JSON.parse(row ?? '') };
    };
    const [before, after] = [await rowOf(), await rowOf('--days-after-discharge', '7')];
    const night = before.head.features.indexOf('wearable.nocturnal-heart-rate');
    expect([before.row.present[night], after.row.present[night], after.row.values[night]]).toEqual([
      0, 1, 55,
    ]);
    expect(before.head).not.toHaveProperty('wearablesDaysAfterDischarge');
    expect(after.head).toMatchObject({ wearablesDaysAfterDischarge: 7 });
    expect(after.row).toMatchObject({ at: before.row.at, wearablesAt: '2026-01-15T00:00:00.000Z' });
    const other = (row: { values: number[] }) =>
      row.values.filter((_, i) => !before.head.features[i].startsWith('wearable.'));
    expect(other(after.row)).toEqual(other(before.row));
  });

  it('rejects for a path that does not exist', async () => {
    const missing = command.parseAsync([join(folder, 'nowhere'), '--out', join(folder, 'x')], {
      from: 'user',
    });
    await expect(missing).rejects.toThrow(/ENOENT/);
  });
});
