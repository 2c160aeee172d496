import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const charts = new URL('../public/models/icu-sepsis/1/charts.ndjson.gz', import.meta.url);
const line = z.object({ stay: z.string(), psv: z.string() });
const ending = z.object({ code: z.number(), stderr: z.string() });
const CUT = 12;

let folder: string;
let said: string;
let code: number;
const scoresOf = async (stay: string) =>
  (await readFile(join(folder, 'scores', `${stay}.psv`), 'utf8')).trimEnd().split('\n');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'icu-score-'));
  const text = gunzipSync(await readFile(charts))
    .toString('utf8')
    .trimEnd();
  const [first] = text.split('\n').map((one) => line.parse(JSON.parse(one)));
  const psv = first?.psv ?? '';
  await writeFile(join(folder, 'whole.psv'), psv);
  await writeFile(
    join(folder, 'cut.psv'),
    psv
      .split('\n')
      .slice(0, CUT + 1)
      .join('\n'),
  );
  await writeFile(join(folder, 'bad.psv'), psv.replace('NaN', 'n/a'));
  await writeFile(join(folder, 'note.txt'), 'not a stay');
  await mkdir(join(folder, 'scores'));
  await writeFile(join(folder, 'scores', 'bad.psv'), 'what an earlier run made of it\n');
  const ran = await run(process.execPath, [
    main,
    'icu',
    'score',
    folder,
    '--out',
    join(folder, 'scores'),
    '--workers',
    '1',
  ]).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (failure: unknown) => ending.parse(failure),
  );
  said = ran.stderr;
  code = ran.code;
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('consilium icu score', () => {
  it('writes a line an hour in the format of the challenge', async () => {
    const [head, ...lines] = await scoresOf('whole');
    const hours = (await readFile(join(folder, 'whole.psv'), 'utf8')).trimEnd().split('\n').length - 1;
    expect(head).toBe('PredictedProbability|PredictedLabel');
    expect(lines).toHaveLength(hours);
    for (const one of lines) expect(one).toMatch(/^(0\.\d+|\d\.\d+e-\d+)\|[01]$/);
  });

  it('says the same of an hour whatever comes later', async () => {
    const [whole, cut] = [await scoresOf('whole'), await scoresOf('cut')];
    expect(cut).toHaveLength(CUT + 1);
    expect(cut).toEqual(whole.slice(0, CUT + 1));
  });

  it('refuses a file in one sentence, scores the others, and leaves no old score of it', async () => {
    expect(code).toBe(3);
    expect(said).toContain('bad.psv is not scored: line 2');
    expect(said).toContain('1 of 3 files have no scores');
    expect((await readdir(join(folder, 'scores'))).toSorted()).toEqual(['cut.psv', 'whole.psv']);
  });
});
