import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { drawWeek } from '#lib/modalities/wearables/draw-week.ts';
import { sampleHealthExport } from '../fixtures/sample-health-export.ts';
import { sortFiles } from '../sort-files.ts';
import { readWearables } from './read-wearables.ts';

const NOW = Date.parse('2026-04-01T00:00:00Z');
const file = (name: string, content: string | Uint8Array) => ({
  name,
  bytes: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
});

async function read(...files: ReturnType<typeof file>[]) {
  const sorted = await sortFiles(files, () => undefined);
  const { wearables, issues } = await readWearables(sorted.devices, NOW, () => undefined);
  return { wearables, issues: [...sorted.issues, ...issues], fhir: sorted.fhir };
}

const finite = (values: Float32Array | undefined) => [...(values ?? [])].filter(Number.isFinite);

describe('files of devices without a chart', () => {
  it('are read from an Apple Health export, plain or zipped, with zone, units and devices', async () => {
    const xml = sampleHealthExport();
    const zip = zipSync({ 'apple_health_export/export.xml': new TextEncoder().encode(xml) });
    const wide = new Uint8Array(Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
    for (const chosen of [file('any.name', xml), file('export.zip', zip), file('wide.xml', wide)]) {
      const { wearables, issues } = await read(chosen);
      expect(issues.map(({ severity }) => severity)).toEqual(['information']);
      const slice = wearables[0]?.slice;
      expect(slice?.devices).toEqual(['SIMULATED watch', 'SIMULATED phone']);
      expect(slice?.heartRate[0]).toMatchObject({
        offsetMinutes: 60,
        start: { recorded: '2026-03-01T00:00:00+01:00' },
      });
      expect(finite(slice?.heartRate[0]?.values)).toHaveLength(576);
      expect(new Set(finite(slice?.saturation[0]?.values))).toEqual(new Set([96]));
      // A walk that phone and watch counted is walked once.
      const week = slice && drawWeek(slice);
      expect(week?.days.map(({ steps }) => steps && Math.round(steps))).toEqual([1000, 1000]);
      expect(week?.offset).toBe(60);
    }
  });

  it('are read from tables, and say what the table lacks', async () => {
    const { wearables, issues } = await read(
      file(
        'a.csv',
        'Time,SpO2 (%),Pulse\n2026-03-01T22:00:00+01:00,96,60\n2026-03-01T22:01:00+01:00,x,300\n',
      ),
      file('fitbit.csv', 'timestamp,value\n2026-03-01T22:00:00,95.5\n2026-03-01T22:01:00,96\n'),
      file('watch.csv', 'seconds time,heart rate\n0,60\n1,61\n'),
    );
    expect(wearables.map((one) => one.file)).toEqual(['a.csv', 'fitbit.csv', 'watch.csv']);
    expect(wearables[2]?.question).toEqual({ about: 'start' });
    expect(finite(wearables[0]?.slice?.saturation[0]?.values)).toEqual([96]);
    expect(finite(wearables[0]?.slice?.heartRate[0]?.values)).toEqual([60]);
    expect(wearables[0]?.slice && drawWeek(wearables[0].slice).days[0]?.steps).toBeNull();
    expect(wearables[1]?.slice?.saturation[0]?.offsetMinutes).toBeNull();
    expect(issues.map(({ file: of, message }) => `${of}: ${message}`)).toEqual([
      'a.csv: Cells of saturation that are no numbers count as missing; the first is in row 2 below the header.',
      'a.csv: Heart rate: 1 of 2 readings were left out, because they lie outside 20 to 260 /min.',
      'fitbit.csv: The column “value” is taken for oxygen saturation in %, as Fitbit writes it.',
      'fitbit.csv: The table writes no time zone: its clock is shown as UTC.',
      'watch.csv: The times of the table have no date, so that no day can be told.',
    ]);
  });

  it('leave out what is dated in the future, and what is in another unit', async () => {
    const { wearables, issues } = await read(
      file(
        'export.xml',
        sampleHealthExport().replaceAll('2026-03-02', '2099-03-02').replaceAll('count/min', 'Hz'),
      ),
    );
    expect(wearables[0]?.slice?.heartRate).toEqual([]);
    expect(finite(wearables[0]?.slice?.saturation[0]?.values)).toHaveLength(48);
    expect(issues.map(({ code }) => code)).toEqual(['unit-unknown', 'date-future', 'assumption']);
  });

  it('never throw, wherever they are cut or changed', async () => {
    const sources = [
      sampleHealthExport().slice(0, 6000),
      'time,hr\n2026-03-01 22:00,60\n2026-03-01 22:01,61\n',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.nat(6000),
        fc.nat(6000),
        fc.nat(127),
        async (text, length, at, code) => {
          const cut = text.slice(0, length);
          const changed = cut.slice(0, at) + String.fromCharCode(code) + cut.slice(at + 1);
          const { wearables, issues, fhir } = await read(file('x', changed));
          expect(wearables.length + issues.length + fhir.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

const CASES = '../shared/cases/signals-and-genomes';

describe.skipIf(!existsSync(CASES))('exports that were misread (skipped without ../shared/cases)', () => {
  it.each([
    ['apple-exact-duplicates.xml', 1440],
    ['apple-watch-burst-phone-hour.xml', 12_000],
    ['apple-vertical-tab.xml', 1440],
    ['steps-thousands.csv', 24_738 / 7],
  ])('%s', async (name, stepsPerDay) => {
    const { wearables, issues } = await read(file(name, readFileSync(`${CASES}/${name}`)));
    const days = wearables[0]?.slice ? drawWeek(wearables[0].slice).days.map(({ steps }) => steps) : [];
    expect(days.length).toBeGreaterThan(2);
    for (const steps of days) expect(steps).toBeCloseTo(stepsPerDay, 0);
    expect(issues.length).toBeGreaterThan(0);
  });
});
