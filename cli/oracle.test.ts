import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberTruth } from '#lib/simulator/cohort.ts';
import { EHR_ALONE } from '#lib/simulator/fixtures/contents.ts';
import { GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import { readTruthFolder } from './truth-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-oracle-'));
const COHORT = { cohort: 'hf', patients: 3, seed: 8, generatorVersion: GENERATOR_VERSION };
const lines = [0, 1, 2].map((index) =>
  JSON.stringify(memberTruth({ cohort: 'hf', seed: 8 }, index, EHR_ALONE)),
);

const write = (cohort: object, truth: readonly string[]) => {
  writeFileSync(join(folder, 'cohort.json'), JSON.stringify(cohort));
  writeFileSync(join(folder, 'truth.ndjson'), truth.map((line) => `${line}\n`).join(''));
};
beforeAll(() => write(COHORT, lines));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the truth of a cohort on disk', () => {
  it('is read as it was written', async () => {
    const { seed, truths } = await readTruthFolder(folder);
    expect(seed).toBe(8);
    expect(truths.map(({ patient }) => patient)).toEqual(lines.map((line) => JSON.parse(line).patient));
    expect(readFileSync(join(folder, 'truth.ndjson'), 'utf8')).toContain(String(truths[0]?.logHazard));
  });

  it.each<[string, object, readonly string[], RegExp]>([
    ['another cohort', { ...COHORT, cohort: 'icu-static' }, lines, /icu-static has no hazard/],
    [
      'another version',
      { ...COHORT, generatorVersion: 1 },
      lines,
      /generatorVersion 1.*simulate the cohort again/,
    ],
    ['another seed', { ...COHORT, seed: 9 }, lines, /line 1: patient sim-\w+ is not of the seed/],
    ['a missing line', COHORT, lines.slice(1, 2), /line 1: patient/],
    ['a lost end', COHORT, lines.slice(0, 2), /2 patients, but cohort.json says 3/],
    ['a torn line', COHORT, [lines[0] ?? '', '{"patient":'], /line 2: not JSON/],
    ['a lost field', COHORT, ['{"patient":"x"}'], /line 1: logHazard/],
    ['no seed', { cohort: 'hf' }, lines, /cohort.json: patients/],
  ])('is refused with a sentence: %s', async (_, cohort, truth, words) => {
    write(cohort, truth);
    await expect(readTruthFolder(folder)).rejects.toThrow(words);
  });

  it('is missed where there is none', async () => {
    await expect(readTruthFolder(join(folder, 'nowhere'))).rejects.toThrow(/cohort.json is not there: give/);
    write(COHORT, lines);
    rmSync(join(folder, 'truth.ndjson'));
    await expect(readTruthFolder(folder)).rejects.toThrow(/truth.ndjson is not there: give/);
  });
});
