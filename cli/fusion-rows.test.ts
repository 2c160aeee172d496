import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openPicture } from '#lib/dicom/open-picture.ts';
import { statedIn } from '#lib/modalities/imaging/stated-values.ts';
import { planStudies } from '#lib/simulator/imaging/plan-studies.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { simulateChart, simulateTruth } from '#lib/simulator/patient.ts';
import { bankOf, emulateReading } from './emulated-reading.ts';
import type { BankedReading } from './fusion-request.ts';
import { fusionRows, rowSpecs } from './fusion-row.ts';
import { truthOf } from './rendered-readings.ts';

const out = mkdtempSync(join(tmpdir(), 'fusion-rows-'));
afterAll(() => rmSync(out, { recursive: true }));

type Row = { day: number; has: string[]; values: number[]; present: number[] };
const column = (id: string) => rowSpecs.findIndex((spec) => spec.id === id);

const request = {
  patients: 3,
  seed: 77,
  days: [0, 7],
  drawnDays: 1,
  pictures: 'none',
  interaction: 0,
} as const;
async function rowsOf(index: number, read: Parameters<typeof fusionRows>[2] = null): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const line of fusionRows(request, index, read)) rows.push(JSON.parse(line));
  return rows;
}

describe('rows of simulated patients at landmarks', () => {
  it.each([0, 1, 2])('are those that patient %i reached', async (index) => {
    const { timeDays } = simulateTruth(request.seed, index).outcome;
    const days = (await rowsOf(index)).map(({ day }) => day);
    expect(days[0]).toBe(0);
    expect(days.filter((day) => day >= timeDays)).toEqual([]);
    if (timeDays > 7) expect(days).toHaveLength(3);
  });

  it('are those that the patient reached in the interaction arm, where that is what is asked for', async () => {
    const interaction = 0.25;
    const timeOf = (index: number, strength: number) =>
      simulateTruth(request.seed, index, strength).outcome.timeDays;
    // Somebody who comes back within the week with the arm and later without it, or the other way round.
    const index = Array.from({ length: 2000 }, (_, k) => k).find(
      (k) => timeOf(k, 0) > 7 !== timeOf(k, interaction) > 7,
    );
    expect(index).toBeDefined();
    const days = [];
    for await (const line of fusionRows({ ...request, interaction }, index ?? 0, null))
      days.push((JSON.parse(line) as Row).day);
    expect(days.includes(7)).toBe(timeOf(index ?? 0, interaction) > 7);
  });

  it('are complete, with nothing of the wrist at discharge', async () => {
    for (const { day, values, present } of await rowsOf(1)) {
      expect(values[column('days-since-discharge')]).toBeCloseTo(day, 5);
      expect(present[column('wearable.resting-heart-rate')]).toBe(day === 0 ? 0 : 1);
      expect(present[column('echo.ejection-fraction')]).toBe(1);
      expect(present[column('echo.end-diastolic-volume')]).toBe(0);
      expect(present[column('polygenic.standardised')]).toBe(1);
    }
  });

  it('hold what a network said, the same at every landmark', async () => {
    const told = { id: 'end-diastolic-volume', value: 140, unit: 'mL', spread: 3 };
    const rows = await rowsOf(0, async () => ({ kind: 'echo', truth: [], findings: [told] }));
    for (const { values } of rows) expect(values[column('echo.end-diastolic-volume')]).toBe(140);
  });
});

describe('an emulated reading', () => {
  const studies = Array.from({ length: 40 }, (_, index) => planStudies(simulateChart(5, index), 0)).flat();
  const answer =
    (error: number) =>
    (study: (typeof studies)[number]): BankedReading => {
      const truth = truthOf(study);
      const echo = study.kind === 'echocardiogram';
      const findings = echo
        ? [{ id: 'ejection-fraction', value: (truth[0] ?? 0) + error, unit: '%', spread: 2 }]
        : [{ id: 'consolidation', value: truth[4] ?? 0, unit: '1', spread: null }];
      return { kind: echo ? 'echo' : 'radiograph', truth, findings };
    };

  it('is the truth with the error of a picture like it, and the same each time', () => {
    const bank = bankOf(studies.map(answer(-3)));
    for (const study of planStudies(simulateChart(6, 1), 0).filter(({ kind }) => kind === 'echocardiogram')) {
      const { findings } = emulateReading(study, bank);
      expect(findings[0]?.value).toBeCloseTo((truthOf(study)[0] ?? 0) - 3, 6);
      expect(emulateReading(study, bank).findings).toEqual(findings);
    }
  });

  it('states the heart rate that the header of the rendered clip states, whoever lends the errors', () => {
    const lent = { id: 'heart-rate', value: 11, unit: '/min', spread: null };
    const lenders = studies.map((study) => {
      const reading = answer(0)(study);
      return { ...reading, findings: [...reading.findings, lent] };
    });
    const encode = () => new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
    for (const study of planStudies(simulateChart(6, 1), 0)) {
      const opened = openPicture(renderStudy(study, encode));
      if (!opened.ok) throw new Error(opened.refusal.message);
      const { findings } = emulateReading(study, bankOf(lenders));
      const stated = findings.filter(({ id }) => id === 'heart-rate');
      if (study.kind === 'echocardiogram')
        expect(stated).toEqual(statedIn(opened.value).map((one) => ({ ...one, spread: null })));
      else expect(stated).toEqual([]);
    }
  });

  it('lends nothing from an empty bank', () => {
    const [study] = studies;
    if (study) expect(() => emulateReading(study, bankOf([]))).toThrow(RangeError);
  });
});

describe('consilium fusion-rows', () => {
  it('writes rows with their head and the truth, and goes on in the same folder', async () => {
    const { command } = await import('./fusion-rows.ts');
    const folder = join(out, 'some');
    const words = [
      '--patients',
      '2',
      '--seed',
      '77',
      '--pictures',
      'none',
      '--workers',
      '1',
      '--out',
      folder,
    ];
    await command.parseAsync(words, { from: 'user' });
    const lines = readFileSync(join(folder, 'rows.ndjson'), 'utf8').trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ model: 'readmission', days: [0], pictures: 'none' });
    expect(lines).toHaveLength(3);
    expect(readFileSync(join(folder, 'truth.ndjson'), 'utf8').trim().split('\n')).toHaveLength(2);
    const before = readFileSync(join(folder, 'rows.ndjson'), 'utf8');
    await command.parseAsync(words, { from: 'user' });
    expect(readFileSync(join(folder, 'rows.ndjson'), 'utf8')).toBe(before);
  }, 60_000);
});
