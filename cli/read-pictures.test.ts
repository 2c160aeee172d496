import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, Observation } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { command } from './read-pictures.ts';
import { writeCohort } from './simulation-folder.ts';

const root = await mkdtemp(join(tmpdir(), 'read-pictures-'));
const request = {
  cohort: 'hf',
  patients: 3,
  seed: 4711,
  modalities: ['ehr', 'imaging'],
  shortcut: 0,
  interaction: 0,
} as const;
const out = join(root, 'cohort');

/** What the command writes to both streams. */
async function run(...args: readonly string[]): Promise<{ text: string; said: string }> {
  const texts: string[] = [];
  const said: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  await command.parseAsync([...args], { from: 'user' }).finally(() => vi.restoreAllMocks());
  return { text: texts.join(''), said: said.join('') };
}

describe('consilium read-pictures', () => {
  beforeAll(async () => {
    await writeCohort({ ...request, out, workers: 1 }, () => undefined);
  });
  afterAll(() => rm(root, { recursive: true }));

  it('writes a line for every finding of a simulated folder, and says what was not read', async () => {
    const { text, said } = await run(out);
    const found = text
      .trimEnd()
      .split('\n')
      .map((line): Observation => JSON.parse(line));
    const networks = new Set(found.map(({ contained }) => JSON.stringify(contained?.[0])));
    expect(networks.size).toBe(2);
    for (const one of found) {
      expect(one).toMatchObject({ resourceType: 'Observation', status: 'preliminary' });
      expect(one.meta?.security?.[0]?.code).toBe('AIAST');
      expect(one.derivedFrom?.[0]?.reference).toMatch(/^ImagingStudy\//);
      expect(Number.isFinite(one.valueQuantity?.value)).toBe(true);
    }
    for (const line of said.trimEnd().split('\n').filter(Boolean))
      expect(line).toMatch(/^Patient \S+, .+ not read/);
    const [first] = found;
    const patient = first?.subject?.reference?.replace('Patient/', '') ?? '';
    const bundle: Bundle = JSON.parse((await run(out, '--patient', patient, '--bundle')).text);
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
    expect(bundle.entry?.length).toBe(
      found.filter(({ subject }) => subject?.reference === `Patient/${patient}`).length,
    );
  });

  it('says of a picture that is not at hand why it was not read', async () => {
    const { text, said } = await run(join(out, 'bundles-00000.ndjson.gz'));
    expect(text).toBe('');
    expect(said).toContain('because no archive at hand holds it');
  });

  it('says when there is no such patient, with a status of its own', async () => {
    const { said } = await run(out, '--patient', 'nobody');
    expect([said, process.exitCode]).toEqual(['No patient nobody in these files.\n', 2]);
    process.exitCode = undefined;
  });
});
