import { existsSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { latestWindow } from '#lib/modalities/wearables/latest-week.ts';
import { minuteMeans } from '#lib/modalities/wearables/window.ts';
import { sampleEcg } from '#lib/signal/fixtures/sample-ecg.ts';
import { sortFiles } from '../sort-files.ts';
import { readWearable, readWearables } from './read-wearables.ts';

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

type Found = Awaited<ReturnType<typeof read>>;

const values = ({ wearables: [one] }: Found, channel: 'heartRate' | 'saturation' | 'steps') =>
  (one?.slice?.[channel] ?? []).flatMap((recording) => [...recording.values].filter(Number.isFinite));
const starts = ({ wearables: [one] }: Found, channel: 'heartRate' | 'saturation' | 'steps' | 'ecg') =>
  (one?.slice?.[channel] ?? []).map(({ start }) => start.recorded);

const HRM = (interval: string, date = 'Date=20260302\n') =>
  `[Params]\nVersion=106\nMonitor=22\nSMode=111111100\n${date}StartTime=09:28:17.0\nInterval=${interval}\nMaxHR=180\n[HRZones]\n180\n162\n[HRData]\n`;

const ECG = (rate: string, unit: string, mark: string) =>
  [
    'Name,A B',
    'Geburtsdatum,"1. Jan. 1980"',
    'Aufzeichnungsdatum,2026-03-02 10:00:00 +0100',
    'Klassifizierung,Sinusrhythmus',
    `Abtastrate,${rate}`,
    'Ableitung,Lead I',
    `Einheit,${unit}`,
    '',
    ...Array.from({ length: 600 }, (_, i) => (i === 512 ? '1000.125' : '-12.500').replace('.', mark)),
  ].join('\r\n');

const wfdb = (record: string, more = '') => {
  const { samples } = sampleEcg({
    rate: 250,
    seconds: 20,
    seed: 1,
    rhythm: () => ({ kind: 'normal', next: 0.8 }),
  });
  const digital = Int16Array.from(samples, (mv) => Math.round(200 * mv));
  const sum = (digital.reduce((total, one) => total + one, 0) << 16) >> 16;
  const bytes = new Uint8Array(digital.buffer);
  return [
    file(`${record}.dat`, bytes),
    file(
      `${record}.hea`,
      `${record} 1 250 ${samples.length}${more}\n${record}.dat 16 200/mV 16 0 0 ${sum} 0 II\n`,
    ),
  ] as const;
};

describe('files of devices', () => {
  it('of Polar monitors are read from their data alone', async () => {
    const beats = await read(file('a.hrm', `${HRM('238')}${'800\n'.repeat(150)}`));
    expect(starts(beats, 'heartRate')[0]).toBe('2026-03-02T09:28:00Z');
    expect(new Set(values(beats, 'heartRate'))).toEqual(new Set([75]));
    expect(beats.wearables[0]?.variability?.cleaning.recorded).toBe(150);
    const rates = await read(file('b.hrm', `${HRM('5')}70\t120\n72\t121\n`));
    expect(values(rates, 'heartRate')).toEqual([71]);
    const undated = await read(file('c.hrm', `${HRM('238', '')}${'800\n'.repeat(150)}`));
    expect(undated.wearables[0]?.question).toEqual({ about: 'day' });
    expect((await read(file('d.hrm', `${HRM('204')}70\n`))).issues[0]?.message).toContain(
      'intermediate times',
    );
  });

  it.each([
    ['512 Hertz', 'µV', ','],
    ['511,936 Hz', 'μV', ','],
    ['512 hertz', 'µV', '.'],
    ['512ヘルツ', 'µV', '.'],
  ])('of Apple’s ECG are read in any language: %s', async (rate, unit, mark) => {
    const cells = mark === ',' ? ECG(`"${rate}"`, unit, mark) : ECG(rate, unit, mark);
    const found = await read(file('electrocardiograms/ecg_2026-03-02.csv', cells));
    const [strip] = found.wearables[0]?.slice?.ecg ?? [];
    expect(strip).toMatchObject({
      lead: 'I',
      start: { recorded: '2026-03-02T10:00:00+01:00' },
      offsetMinutes: 60,
    });
    expect(strip?.periodMs).toBeCloseTo(1000 / 512, 2);
    expect([strip?.values[0], strip?.values[512]]).toEqual([
      expect.closeTo(-0.0125, 6),
      expect.closeTo(1.000125, 6),
    ]);
    expect(found.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('of one Apple export are one recording, its ECGs with it', async () => {
    const xml =
      '<HealthData><Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" startDate="2026-03-02 10:00:00 +0100" endDate="2026-03-02 10:00:00 +0100" value="70"/></HealthData>';
    const bytes = (text: string) => new TextEncoder().encode(text);
    const zip = zipSync({
      'apple_health_export/export.xml': bytes(xml),
      'apple_health_export/export_cda.xml': bytes(
        '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>',
      ),
      'apple_health_export/electrocardiograms/ecg_2026-03-02.csv': bytes(ECG('512 hertz', 'µV', '.')),
      'apple_health_export/electrocardiograms/ecg_2025-03-02.csv': bytes(
        ECG('512 hertz', 'µV', '.').replace('2026-03-02', '2025-03-02'),
      ),
    });
    const { wearables, issues } = await read(file('export.zip', zip));
    expect(wearables.map((one) => one.file)).toEqual([
      'export.zip/apple_health_export/export.xml and 2 more',
    ]);
    expect(wearables[0]?.slice?.ecg).toHaveLength(1);
    const said = issues.map(({ message }) => message);
    expect(said.join()).toContain('This is a C-CDA document (HL7 CDA);');
    expect(said).toContain('1 of 2 ECG recordings are older than the latest seven days and are not drawn.');
  });

  it('of Fitbit are read in JSON, month first, the days of an export together', async () => {
    const rates = (day: string) =>
      JSON.stringify([
        { dateTime: `${day} 08:00:05`, value: { bpm: 60, confidence: 3 } },
        { dateTime: `${day} 08:00:10`, value: { bpm: 70, confidence: 0 } },
      ]);
    const found = await read(
      file('Fitbit/heart_rate-2026-03-02.json', rates('03/02/26')),
      file('Fitbit/heart_rate-2026-03-03.json', rates('03/03/26')),
      file('Fitbit/steps-2026-03-02.json', '[{"dateTime":"03/02/26 08:00:00","value":"42"}]'),
    );
    expect(found.wearables).toHaveLength(1);
    expect(values(found, 'heartRate')).toEqual([60, 60]);
    expect(values(found, 'steps')).toEqual([42]);
    expect(starts(found, 'heartRate')).toEqual(['2026-03-02T08:00:00Z']);
    expect(found.issues.map(({ message }) => message)).toContain(
      'Fitbit’s JSON is in UTC, month before day, and tells no time zone: it is shown as UTC. (3 files)',
    );
  });

  it('that may be of several persons are never put together', async () => {
    const rows = 'time,hr\n2026-03-02T08:00:00Z,70\n';
    const alone = await read(
      file('ward/patient1 2026-03-02.csv', rows),
      file('ward/patient2 2026-03-02.csv', rows),
      file('ecg_2026-03-02.csv', ECG('512 hertz', 'µV', '.')),
      file('ecg_2026-03-03.csv', ECG('512 hertz', 'µV', '.')),
    );
    expect(alone.wearables).toHaveLength(4);
    const days = [2, 3].map((day) =>
      file(`Takeout/heart_rate_2026-03-0${day}.csv`, rows.replace('02T', `0${day}T`)),
    );
    expect((await read(...days)).wearables).toHaveLength(1);
  });

  it('of Withings, Google, Oura and training are read', async () => {
    const withings = await read(
      file('raw_tracker_steps.csv', 'start,duration,value\n2026-03-02T10:00:00+01:00,"[60,60]","[30,50]"\n'),
    );
    expect(values(withings, 'steps')).toEqual([30, 50]);
    const google = await read(
      file(
        'heart_rate_2026-03-02.csv',
        'timestamp,beats per minute,data source\n2026-03-02T08:00:03Z,61,Pixel Watch\n',
      ),
    );
    expect(google.wearables[0]?.slice?.devices).toEqual(['Pixel Watch']);
    const oura = await read(
      file('oura_heart-rate.csv', 'timestamp;bpm;source\n2026-03-02T08:00:03.000Z;61;rest\n'),
    );
    expect(values(oura, 'heartRate')).toEqual([61]);
    const tcx =
      '<?xml version="1.0"?><TrainingCenterDatabase><Trackpoint><Time>2026-03-02T08:00:03Z</Time><Cadence>85</Cadence><HeartRateBpm><Value>121</Value></HeartRateBpm></Trackpoint></TrainingCenterDatabase>';
    expect(values(await read(file('a.tcx', tcx)), 'heartRate')).toEqual([121]);
    const gpx =
      '<gpx><trkpt lat="1" lon="2"><time>2026-03-02T08:00:03Z</time><extensions><gpxtpx:hr>119</gpxtpx:hr></extensions></trkpt></gpx>';
    expect(values(await read(file('a.gpx', gpx)), 'heartRate')).toEqual([119]);
  });

  it('without a time are drawn from the one that the user says', async () => {
    const found = await read(
      file('rr.txt', `${'800\n'.repeat(300)}`),
      file('spo2.csv', `SpO2\n${'96\n'.repeat(180)}`),
    );
    expect(found.wearables.map(({ question, slice }) => [question?.about, slice])).toEqual([
      ['start', null],
      ['start', null],
    ]);
    const startMs = Date.parse('2026-03-02T22:00:00Z');
    for (const [at, channel, value] of [
      [0, 'heartRate', 75],
      [1, 'saturation', 96],
    ] as const) {
      const source = found.wearables[at]?.source;
      if (!source) throw new Error('not found');
      const { slice } = await readWearable(source, { startMs }, NOW, () => undefined);
      expect(slice?.[channel][0]?.start.ms).toBe(startMs);
      const means = slice && minuteMeans(slice[channel], latestWindow(slice));
      expect(new Set(means?.filter(Number.isFinite))).toEqual(new Set([value]));
    }
  });

  it('that do not tell day from month are drawn once the user says', async () => {
    const { wearables } = await read(file('a.csv', 'time,hr\n03/04/2025 10:00,70\n03/04/2025 10:01,70\n'));
    const source = wearables[0]?.source;
    if (!source) throw new Error('not found');
    const { slice, question } = await readWearable(source, { order: 'month-first' }, NOW, () => undefined);
    expect(question).toBeNull();
    expect(slice?.heartRate[0]?.start.recorded).toBe('2025-03-04T10:00:00Z');
  });
});

describe('WFDB records', () => {
  it('are read from a header with its signals, whatever the order they were chosen in', async () => {
    const found = await read(...wfdb('r', ' 22:10:05 02/03/2026'));
    expect(found.issues).toEqual([]);
    const [strip] = found.wearables[0]?.slice?.ecg ?? [];
    expect(strip).toMatchObject({ lead: 'II', periodMs: 4, start: { recorded: '2026-03-02T22:10:05Z' } });
    expect(strip?.values).toHaveLength(5000);
  });

  it('ask when they began, when their header does not tell', async () => {
    const found = await read(...wfdb('r'));
    expect(found.wearables[0]?.question).toEqual({ about: 'start' });
    const source = found.wearables[0]?.source;
    if (!source) throw new Error('not found');
    const { slice } = await readWearable(source, { startMs: NOW - 1e7 }, NOW, () => undefined);
    expect(slice?.ecg[0]?.start.ms).toBe(NOW - 1e7);
  });

  it('name the file that is missing, and what a signal file alone is', async () => {
    const [signals, header] = wfdb('r');
    expect((await read(header)).issues.map(({ message }) => message)).toEqual([
      'This is a WFDB header, and r.dat, which it names, was not chosen with it.',
    ]);
    expect((await read(signals)).issues[0]?.message).toContain('choose its header (.hea) with it');
  });

  it('of several segments are one record', async () => {
    const [a, b] = [wfdb('a'), wfdb('b')];
    const joined = file('m.hea', 'm/2 1 250 10000 22:10:05 02/03/2026\na 5000\nb 5000\n');
    const found = await read(...a, ...b, joined);
    expect(found.wearables.map((one) => one.file)).toEqual(['m.hea']);
    expect(found.wearables[0]?.slice?.ecg[0]?.values).toHaveLength(10_000);
  });
});

const MITDB = '../shared/data/ecg/wfdb-sample-data';

describe.skipIf(!existsSync(`${MITDB}/100.hea`))('a real record (skipped without ../shared/data/ecg)', () => {
  it('is drawn, with its annotations counted', async () => {
    const files = ['atr', 'dat', 'hea'].map((end) => file(`100.${end}`, readFileSync(`${MITDB}/100.${end}`)));
    const { wearables } = await read(...files);
    const source = wearables[0]?.source;
    if (!source) throw new Error('not found');
    const { slice, issues } = await readWearable(source, { startMs: 0 }, NOW, () => undefined);
    expect(slice?.ecg.map(({ lead }) => lead)).toEqual(['MLII', 'V5']);
    expect(issues.map(({ message }) => message).join()).toContain('annotated beats');
  });
});
