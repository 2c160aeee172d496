import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modalityIds } from '#lib/simulator/member.ts';
import { writeCohort } from './simulation-folder.ts';

const request = {
  cohort: 'hf',
  patients: 230,
  seed: 6,
  modalities: ['ehr'],
  shortcut: 0,
  interaction: 0,
} as const;
const whole = { ...request, patients: 4, modalities: modalityIds } as const;
const root = mkdtempSync(join(tmpdir(), 'consilium-simulate-'));
const [one, three] = [join(root, 'one'), join(root, 'three')];
const quiet = () => undefined;

/** Every file below, the files of bundles unpacked: zlib's own bytes are no part of the promise. */
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      const unpacked = name.endsWith('.ndjson.gz') ? gunzipSync(bytes) : bytes;
      return [name, unpacked.toString('latin1')] as const;
    });

beforeAll(async () => {
  expect(await writeCohort({ ...request, out: one, workers: 1 }, quiet)).toBeNull();
  expect(await writeCohort({ ...request, out: three, workers: 3 }, quiet)).toBeNull();
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a cohort on disk', () => {
  it('is the same for any number of workers', () => {
    expect(contents(three)).toEqual(contents(one));
  });

  it('has a line of truth per bundle, in the same order', () => {
    const lines = contents(one).filter(([name]) => name?.endsWith('.ndjson.gz'));
    const ids = lines.flatMap(([, text]) =>
      (text ?? '')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).entry[0].resource.id),
    );
    const truth = readFileSync(join(one, 'truth.ndjson'), 'utf8').trim().split('\n');
    expect(ids).toHaveLength(230);
    expect(truth.map((line) => JSON.parse(line).patient)).toEqual(ids);
  });

  it('holds the truth alone when nothing else is asked for, and the rest later', async () => {
    const folder = join(root, 'truth-alone');
    const few = { ...whole, modalities: ['ehr', 'genomics'], out: folder, workers: 1 } as const;
    expect(await writeCohort({ ...few, truthAlone: true }, quiet)).toBeNull();
    const before = contents(folder);
    expect(before.map(([name]) => name)).toEqual(['cohort.json', 'truth.ndjson']);
    expect(await writeCohort(few, quiet)).toBeNull();
    const after = contents(folder);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('is another in the interaction arm by its truth and its name alone', async () => {
    const few = { ...request, patients: 4, workers: 1 } as const;
    const [plain, arm] = [join(root, 'plain'), join(root, 'arm')];
    expect(await writeCohort({ ...few, out: plain }, quiet)).toBeNull();
    expect(await writeCohort({ ...few, out: arm, interaction: 0.25 }, quiet)).toBeNull();
    const [usual, other] = [contents(plain), contents(arm)];
    expect(other.filter(([name]) => name.startsWith('bundles'))).toEqual(
      usual.filter(([name]) => name.startsWith('bundles')),
    );
    expect(JSON.parse(readFileSync(join(plain, 'cohort.json'), 'utf8'))).not.toHaveProperty('interaction');
    expect(JSON.parse(readFileSync(join(arm, 'cohort.json'), 'utf8')).interaction).toBe(0.25);
    expect(await writeCohort({ ...few, out: arm }, quiet)).toMatch(/another cohort/);
  });

  it('goes on where it was cut off and leaves whole files alone', async () => {
    const before = contents(one);
    const kept = join(one, 'bundles-00000.ndjson.gz');
    const lost = join(one, 'bundles-00001.ndjson.gz');
    rmSync(lost);
    writeFileSync(`${lost}.part`, 'torn');
    const progress: number[] = [];
    const untouched = statSync(kept).mtimeMs;
    expect(await writeCohort({ ...request, out: one, workers: 2 }, (done) => progress.push(done))).toBeNull();
    expect([progress[0], progress[1], progress.at(-1)]).toEqual([130, 131, 230]);
    expect(contents(one)).toEqual(before);
    expect(existsSync(`${lost}.part`)).toBe(false);
    expect(statSync(kept).mtimeMs).toBe(untouched);
  });

  it('has the same images, by any number of workers, and again after one was lost', async () => {
    const [first, second] = [join(root, 'images-1'), join(root, 'images-2')];
    expect(await writeCohort({ ...whole, out: first, workers: 1 }, quiet)).toBeNull();
    expect(await writeCohort({ ...whole, out: second, workers: 2 }, quiet)).toBeNull();
    const made = contents(first);
    expect(contents(second)).toEqual(made);
    const images = made.filter(([name]) => name.endsWith('.dcm'));
    const bundles = made.find(([name]) => name.endsWith('.ndjson.gz'))?.[1] ?? '';
    expect(images.length).toBeGreaterThan(4);
    for (const [name, bytes] of images) {
      expect(bytes.slice(128, 132)).toBe('DICM');
      const [, patient, uid] = /^imaging\/(sim-[0-9a-f]{12})\/([0-9.]+)\.dcm$/.exec(name) ?? [];
      expect(bundles).toContain(`"subject":{"reference":"Patient/${patient}"}`);
      expect(bundles).toContain(`"uid":"${uid}"`);
    }
    rmSync(join(first, images[0]?.[0] ?? ''));
    rmSync(join(first, 'bundles-00000.ndjson.gz'));
    expect(await writeCohort({ ...whole, out: first, workers: 1 }, quiet)).toBeNull();
    expect(contents(first)).toEqual(made);
  });

  it('refuses a folder of another cohort', async () => {
    const refusal = await writeCohort({ ...request, seed: 7, out: one, workers: 1 }, quiet);
    expect(refusal).toContain('describes another cohort');
  });
});
