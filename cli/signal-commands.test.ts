import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleEcg } from '#lib/signal/fixtures/sample-ecg.ts';
import { command as desaturations } from './desaturations.ts';
import { command as hrv } from './hrv.ts';
import { command as rpeaks } from './rpeaks.ts';

let folder = '';
const out: string[] = [];
const err: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signal-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => err.push(String(line)) > 0);
});
beforeEach(() => {
  out.length = 0;
  err.length = 0;
  process.exitCode = undefined;
});
afterAll(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

async function run(
  command: Command,
  name: string,
  content: string | Uint8Array | null,
  ...options: string[]
) {
  const path = join(folder, name);
  if (content !== null) await writeFile(path, content);
  await command.parseAsync([path, ...options], { from: 'user' });
  return out.join('');
}

describe('consilium rpeaks', () => {
  it('prints the sample indices of the beats', async () => {
    const { samples, beats } = sampleEcg({
      rate: 250,
      seconds: 30,
      seed: 1,
      rhythm: () => ({ kind: 'normal', next: 0.8 }),
    });
    await writeFile(
      join(folder, 'r.dat'),
      new Uint8Array(Int16Array.from(samples, (mv) => Math.round(200 * mv)).buffer),
    );
    const found = JSON.parse(
      await run(rpeaks, 'r.hea', `r 1 250 ${samples.length}\nr.dat 16 200/mV 16 0 0 0 0 II\n`, '--json'),
    );
    expect(found).toMatchObject({
      record: 'r',
      lead: 0,
      label: 'II',
      samplingRate: 250,
      samples: 7500,
      issues: [],
    });
    expect(found.rpeaks).toHaveLength(beats.length);
    for (const [i, index] of found.rpeaks.entries())
      expect(Math.abs(index / 250 - (beats[i] ?? 0))).toBeLessThan(0.02);
  });

  it('says that microvolts were taken for millivolts, and still finds the beats', async () => {
    const { samples } = sampleEcg({
      rate: 250,
      seconds: 30,
      seed: 1,
      gain: 1000,
      noise: 1,
      rhythm: () => ({ kind: 'normal', next: 0.8 }),
    });
    await writeFile(join(folder, 'u.dat'), new Uint8Array(Int16Array.from(samples).buffer));
    const found = JSON.parse(await run(rpeaks, 'u.hea', 'u 1 250 7500\nu.dat 16 1/mV\n', '--json'));
    expect(found.rpeaks.length).toBeGreaterThan(30);
    expect(found.issues[0].message).toMatch(/^A QRS complex of .* mV cannot be/);
  });

  it('says what is missing', async () => {
    await run(rpeaks, 'gone.hea', null);
    expect(err.join('')).toContain('There is no such header.');
    expect(process.exitCode).toBe(2);
  });
});

describe('consilium hrv', () => {
  it('prints each measure with its value or its reason', async () => {
    const found = JSON.parse(
      await run(
        hrv,
        'rr.csv',
        `rr_ms\n${Array.from({ length: 60 }, (_, i) => 800 + 10 * (i % 3)).join('\n')}`,
        '--json',
      ),
    );
    expect(found.meanHeartRatePerMinute.value).toBeCloseTo(74.07, 1);
    expect(found.dfaAlpha1).toEqual({
      missing: 'too-short',
      detail: 'DFA α1 needs 300 normal intervals; there are 60.',
    });
  });

  it('reads the beats of a Polar .hrm from its data alone, and asks how dates are written', async () => {
    const head = '[Params]\nVersion=106\nInterval=238\nMaxHR=180\n[Summary-123]\n660\t0\n912\n[HRData]\n';
    const found = JSON.parse(await run(hrv, 'p.hrm', `${head}800\n810\n790\n`, '--json'));
    expect(found.cleaning.recorded).toBe(3);
    out.length = 0;
    const rows = ['03/04/2025 10:00:00,800', '04/04/2025 10:00:00,810'].join('\n');
    await run(hrv, 'rr.csv', `time,rr\n${rows}\n`, '--json');
    expect(out.join('')).toContain('date-ambiguous');
    out.length = 0;
    const told = JSON.parse(await run(hrv, 'rr.csv', `time,rr\n${rows}\n`, '--json', '--dates', 'day-first'));
    expect(told.issues.map(({ code }: { code: string }) => code)).toEqual(['assumption']);
  });

  it('refuses a file without intervals', async () => {
    await run(hrv, 'none.csv', 'a,b\n1,2\n');
    expect(err.join('')).toContain('No column is named RR');
    expect(process.exitCode).toBe(2);
  });
});

describe('consilium desaturations', () => {
  it('prints events in seconds', async () => {
    const rows = Array.from({ length: 1800 }, (_, i) => `${i},${i >= 600 && i < 630 ? 90 : 96}`);
    const found = JSON.parse(await run(desaturations, 'spo2.csv', `time,spo2\n${rows.join('\n')}`, '--json'));
    expect(found).toMatchObject({ count: 1, validHours: 0.5, odi3PerHour: { value: 2 } });
    expect(found.events[0]).toMatchObject({ startSeconds: 599, endSeconds: 630, fallPoints: 6 });
  });

  it('refuses a file that is not there', async () => {
    await run(desaturations, 'gone.csv', null);
    expect(err.join('')).toContain('gone.csv');
    expect(process.exitCode).toBe(2);
  });
});
