import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { profileHead, profileLine } from '#lib/similarity/profile-lines.ts';
import { command } from './similar.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const WHEN = '2026-01-02T08:00:00Z';

/** Level of CRP in mg/L and of sodium in mmol/L; `null`: nothing was measured. */
const people = { a: [182, 138], b: [175, 139], c: [4, 128], none: null } as const;

function bundleOf(patient: string, levels: readonly [crp: number, sodium: number] | null) {
  const subject = { reference: `Patient/${patient}` };
  const measured = (id: string, code: string, value: number, unit: string) => ({
    resourceType: 'Observation',
    id: `${patient}-${id}`,
    subject,
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    effectiveDateTime: WHEN,
    valueQuantity: { value, unit, code: unit, system: UCUM },
  });
  const [crp, sodium] = levels ?? [0, 0];
  const values = [
    measured('crp', '1988-5', crp, 'mg/L'),
    measured('na', '2951-2', sodium, 'mmol/L'),
    measured('k', '2823-3', 4.1, 'mmol/L'),
    measured('hr', '8867-4', 80, '/min'),
    measured('t', '8310-5', 37, 'Cel'),
    measured('sat', '59408-5', 96, '%'),
    measured('rr', '9279-1', 16, '/min'),
  ];
  const person = levels ? { gender: 'male', birthDate: '1950-01-01' } : {};
  const stay = {
    resourceType: 'Encounter',
    id: `${patient}-stay`,
    subject,
    status: 'finished',
    class: { code: 'IMP' },
    period: { start: '2026-01-01T08:00:00Z', end: '2026-01-08T08:00:00Z' },
  };
  const resources = [{ resourceType: 'Patient', id: patient, ...person }, stay, ...(levels ? values : [])];
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

describe('consilium similar', () => {
  let [folder, profiles] = ['', ''];
  const said: string[] = [];
  const printed: string[] = [];

  const run = async (...words: string[]) => {
    said.length = 0;
    printed.length = 0;
    process.exitCode = undefined;
    await command.parseAsync(words, { from: 'user' });
    const code = process.exitCode ?? 0;
    process.exitCode = undefined;
    return { code, said: said.join(''), printed: printed.join('') };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'similar-'));
    profiles = join(folder, 'profiles.ndjson');
    const lines = Object.entries(people).map(([id, levels]) => JSON.stringify(bundleOf(id, levels)));
    await writeFile(join(folder, 'bundles.ndjson'), `${lines.join('\n')}\n`);
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    await run('profiles', join(folder, 'bundles.ndjson'), '--out', profiles, '--workers', '1');
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('writes what patients are compared in: raw inputs, and what is missing as missing', async () => {
    const [head, ...lines] = (await readFile(profiles, 'utf8')).trim().split('\n');
    const { views } = profileHead.parse(JSON.parse(head ?? ''));
    const read = lines.map((line) => profileLine.parse(JSON.parse(line)));
    expect(read.map(({ patient }) => patient)).toEqual(Object.keys(people));
    const columns = views.find(({ id }) => id === 'chart')?.inputs ?? [];
    const chart = read[0]?.views.chart;
    expect(chart?.values[columns.indexOf('crp.last')]).toBe(182);
    expect(chart?.present[columns.indexOf('creatinine.last')]).toBe(0);
    expect(read.at(-1)?.views).toEqual({});
  });

  it('finds who is most alike, and says why in words', async () => {
    const { code, printed: text } = await run('find', profiles, '--patient', 'a', '--count', '2');
    expect(code).toBe(0);
    expect(text.indexOf('\nc ')).toBeGreaterThan(text.indexOf('b '));
    expect(text.replaceAll('\u00a0', ' ')).toContain('CRP 18.20 and 17.50 mg/dL');
  });

  it.each([
    [['--patient', 'nobody'], 'No patient nobody'],
    [['--patient', 'none'], 'Nothing of this patient can be compared'],
    [['--patient', 'a', '--weights', 'chart=0'], 'All weights are 0'],
    [['--patient', 'a', '--weights', 'chart=-1'], 'below 0'],
    [['--patient', 'a', '--weights', 'chart=much'], 'not a number'],
    [['--patient', 'a', '--weights', 'liver=1'], 'no view "liver"'],
  ])('refuses %j in a sentence', async (words, sentence) => {
    const { code, said: told } = await run('find', profiles, ...words);
    expect(code).toBe(2);
    expect(told).toContain(sentence);
  });

  it('refuses profiles that another version of a network made', async () => {
    const [head = '', ...lines] = (await readFile(profiles, 'utf8')).split('\n');
    const old = head.replace(/"radiograph-findings":"[^"]+"/, '"radiograph-findings":"findings=0"');
    const path = join(folder, 'old.ndjson');
    await writeFile(path, [old, ...lines].join('\n'));
    const { code, said: told } = await run('find', path, '--patient', 'a');
    expect(code).toBe(2);
    expect(told).toContain('read the charts again');
  });
});
