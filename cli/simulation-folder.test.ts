import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCohort } from './simulation-folder.ts';

const request = { cohort: 'hf', patients: 230, seed: 6 } as const;
const root = mkdtempSync(join(tmpdir(), 'consilium-simulate-'));
const [one, three] = [join(root, 'one'), join(root, 'three')];
const quiet = () => undefined;

const contents = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')];
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

  it('goes on where it was cut off and leaves whole files alone', async () => {
    const before = contents(one);
    const kept = join(one, 'bundles-00000.ndjson.gz');
    const lost = join(one, 'bundles-00001.ndjson.gz');
    rmSync(lost);
    writeFileSync(`${lost}.part`, 'torn');
    const progress: number[] = [];
    const untouched = statSync(kept).mtimeMs;
    expect(await writeCohort({ ...request, out: one, workers: 2 }, (done) => progress.push(done))).toBeNull();
    expect(progress).toEqual([130, 230]);
    expect(contents(one)).toEqual(before);
    expect(existsSync(`${lost}.part`)).toBe(false);
    expect(statSync(kept).mtimeMs).toBe(untouched);
  });

  it('refuses a folder of another cohort', async () => {
    const refusal = await writeCohort({ ...request, seed: 7, out: one, workers: 1 }, quiet);
    expect(refusal).toContain('describes another cohort');
  });
});
