import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentEvent } from '#lib/icu/events/stream-event.ts';
import { recordedFolder } from './recorded-folder.ts';
import { RecordingError } from './recording-error.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
});
afterEach(() => rm(folder, { recursive: true }));

const line = (at: number, patient: string, more: object = {}) =>
  `${JSON.stringify({ version: 1, id: `${patient}.${at}`, patient, source: 'm', at, kind: 'vital-signs', signs: [{ sign: 'spo2', value: 97, unit: '%' }], ...more })}\n`;

const ALL = { vitalSignsEveryMs: 1000, waveforms: true };

describe('a folder of events', () => {
  it('merges its files by the time at which an event was known, and ends when they do', async () => {
    await writeFile(join(folder, 'a.ndjson'), line(1000, 'a') + line(2000, 'a', { ingestedAt: 9000 }));
    await writeFile(join(folder, 'b.ndjson.gz'), gzipSync(line(1500, 'b') + line(6000, 'b')));
    await writeFile(join(folder, 'truth.ndjson'), '{"simulated":true}\n');
    const source = await recordedFolder(folder, 4);
    const first = await source.eventsBetween(source.from, 5000, ALL);
    expect(first.map(({ event }) => event.id)).toEqual(['a.1000', 'b.1500']);
    expect(source.to).toBe(Number.POSITIVE_INFINITY);
    const rest = await source.eventsBetween(5000, 20_000, ALL);
    expect(rest.map(({ event }) => event.id)).toEqual(['b.6000', 'a.2000']);
    expect(source.to).toBe(20_000);
  });

  it('thins the readings of each monitor, and nothing else', async () => {
    const seconds = Array.from({ length: 100 }, (_, k) => line(1000 * k, 'a') + line(1000 * k, 'b'));
    const note = { kind: 'note', role: 'nurse', text: 'turned', signs: undefined };
    await writeFile(join(folder, 'a.ndjson'), seconds.join('') + line(99_001, 'a', note));
    const source = await recordedFolder(folder, 4);
    const events = await source.eventsBetween(source.from, 200_000, { ...ALL, vitalSignsEveryMs: 10_000 });
    expect(events.length).toBe(21);
  });

  it('names the file, the line and the reason of what is no event', async () => {
    await writeFile(join(folder, 'a.ndjson'), line(1000, 'a') + line(2000, 'a', { version: 2 }));
    const source = await recordedFolder(folder, 4);
    const reading = source.eventsBetween(source.from, 5000, ALL);
    await expect(reading).rejects.toThrow(RecordingError);
    await expect(reading).rejects.toThrow('a.ndjson, line 2: version: version 1 is expected.');
    await rm(join(folder, 'a.ndjson'));
    await expect(recordedFolder(folder, 4)).rejects.toThrow('holds no events');
  });
});

const HEADER =
  'HR|O2Sat|Temp|SBP|MAP|DBP|Resp|EtCO2|BaseExcess|HCO3|FiO2|pH|PaCO2|SaO2|AST|BUN|Alkalinephos|Calcium|Chloride|Creatinine|Bilirubin_direct|Glucose|Lactate|Magnesium|Phosphate|Potassium|Bilirubin_total|TroponinI|Hct|Hgb|PTT|WBC|Fibrinogen|Platelets|Age|Gender|Unit1|Unit2|HospAdmTime|ICULOS|SepsisLabel';
/** An hour with a heart rate and a lactate. */
const hour = (n: number, heartRate: number, lactate: string) =>
  [heartRate, ...Array(21).fill('NaN'), lactate, ...Array(11).fill('NaN'), 61.5, 0, 1, 0, -8, n, 0].join('|');

describe('a folder of stays', () => {
  it('puts each into a bed, hour by hour, and the next into the bed that is free again', async () => {
    const stay = (first: number) => `${HEADER}\n${hour(first, 80, '1.2')}\n${hour(first + 2, 90, 'NaN')}\n`;
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await writeFile(join(folder, `${name}.psv`), stay(name === 'a' ? 3 : 1));
    await writeFile(join(folder, 'bad.psv'), 'HR|O2Sat\n1|2\n');
    const source = await recordedFolder(folder, 2);
    const events = (await source.eventsBetween(source.from, source.from + 100 * 3_600_000, ALL)).map(
      ({ event }) => event,
    );
    const places = events.flatMap((event) => (event.kind === 'placement' ? [event] : []));
    const into = places.flatMap(({ patient, bed }): [string, string][] =>
      bed === null ? [] : [[patient, bed]],
    );
    // One after the other in order of their names; the one that is no stay is left out.
    expect(new Map(into)).toEqual(
      new Map([
        ['rec-a', '01'],
        ['rec-b', '02'],
        ['rec-c', '02'],
        ['rec-d', '01'],
        ['rec-e', '02'],
      ]),
    );
    const first = events.filter(({ patient }) => patient === 'rec-a');
    expect(first.map(({ kind }) => kind)).toEqual([
      'placement',
      'vital-signs',
      'laboratory',
      'vital-signs',
      'placement',
    ]);
    const [came, signs, lactate] = first;
    expect(came).toMatchObject({ age: 61.5, sex: 'female', kind: 'placement' });
    // The file begins in the third hour in the unit.
    if (came?.kind === 'placement') {
      expect(((signs?.at ?? 0) - came.admittedAt) / 3_600_000).toBe(2.5);
      expect((came.admittedAt - (came.hospitalAdmittedAt ?? 0)) / 3_600_000).toBe(8);
    }
    expect(lactate).toMatchObject({ loinc: '2524-7', value: 1.2, unit: 'mmol/L' });
  });
});

const RECORDS = new URL('../../../../../shared/data/ecg/wfdb-sample-data', import.meta.url).pathname;

describe.skipIf(!existsSync(RECORDS))('a folder of WFDB records (needs ../shared/data/ecg)', () => {
  it('shows their curves, and the numbers that can be read off them', async () => {
    const source = await recordedFolder(RECORDS, 8);
    const events = (await source.eventsBetween(source.from, source.from + 60_000, ALL)).map(
      ({ event }) => event,
    );
    for (const event of events) expect(sentEvent.safeParse(event).error?.issues ?? []).toEqual([]);
    const of = (record: string) => events.filter(({ patient }) => patient === `rec-${record}`);
    const waves = (record: string) =>
      new Set(of(record).flatMap((event) => (event.kind === 'waveform' ? [event.waveform] : [])));
    expect(waves('100')).toEqual(new Set(['ecg']));
    expect(waves('03700181')).toEqual(new Set(['ecg', 'abp', 'resp']));
    const last = (record: string) => {
      const readings = of(record).flatMap((event) => (event.kind === 'vital-signs' ? [event.signs] : []));
      return new Map(readings.at(-1)?.map(({ sign, value }) => [sign, value]));
    };
    // Record 100 of the MIT-BIH database has 74 beats in its first minute by its annotations.
    expect(Math.abs((last('100').get('heart-rate') ?? 0) - 74)).toBeLessThan(4);
    const pressures = last('03700181');
    const [systolic = 0, mean = 0, diastolic = 0] = (
      ['systolic-pressure', 'mean-pressure', 'diastolic-pressure'] as const
    ).map((id) => pressures.get(id));
    // Its first minute is one of shock: about 47 over 29.
    expect(diastolic).toBeGreaterThan(20);
    expect(mean).toBeGreaterThan(diastolic + 3);
    expect(systolic).toBeGreaterThan(mean + 5);
    expect(systolic).toBeLessThan(70);
  });
});
