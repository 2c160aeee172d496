import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulateChart } from '#lib/simulator/patient.ts';
import { wearableResources } from '#lib/simulator/wearables/fhir/wearable-resources.ts';
import { planWeek } from '#lib/simulator/wearables/plan-week.ts';
import { takeReadings } from '#lib/simulator/wearables/readings.ts';
import { chartOf, patient, type Resource } from '../fixtures/charts.ts';
import { electrocardiogram, oximetry, pulse, SWING, stepCount } from '../fixtures/sampled-observations.ts';
import { wearables } from './modality.ts';
import { holdsRecordings } from './recordings.ts';
import { minuteCounts, minuteMeans, windowBefore } from './window.ts';

const parse = (...resources: Resource[]) => wearables.parse(chartOf([patient, ...resources]));
const codesOf = (...resources: Resource[]) => parse(...resources).issues.map(({ code }) => code);
const START = Date.parse('2026-03-01T22:00:00-05:00');
const period = (start: string, end?: string) => ({ effectivePeriod: { start, ...(end ? { end } : {}) } });

describe('wearables', () => {
  it('are absent from a chart without sampled data', () => {
    const spot = { valueSampledData: undefined, valueQuantity: { value: 80, unit: '/min' } };
    expect(parse()).toEqual({ slice: undefined, issues: [] });
    expect(holdsRecordings(chartOf([patient, pulse('a', {}, spot)]))).toBe(false);
    expect(holdsRecordings(chartOf([patient, pulse('a')]))).toBe(true);
    expect(parse(pulse('a', {}, spot))).toEqual({ slice: undefined, issues: [] });
  });

  it('are read as they were sent, with the zone of the device', () => {
    const { slice, issues } = parse(pulse('h'), oximetry('o'), stepCount('s'), electrocardiogram('e'));
    expect(issues).toEqual([]);
    expect(slice?.heartRate).toEqual([
      {
        reference: 'Observation/h',
        start: { ms: START, recorded: '2026-03-01T22:00:00-05:00', precision: 'time' },
        offsetMinutes: -300,
        periodMs: 60_000,
        values: Float32Array.of(60, 61, 62, 63, 64),
      },
    ]);
    expect(slice?.saturation[0]?.values).toEqual(Float32Array.of(97, 96, Number.NaN, 95, 97));
    expect(slice?.steps[0]?.values).toEqual(Float32Array.of(0, 0, 80, 90, 0));
    expect(slice?.ecg[0]).toMatchObject({ periodMs: 4, lead: '131328' });
    expect(slice?.ecg[0]?.values[100]).toBeCloseTo(1, 6);
    expect(structuredClone(slice)).toEqual(slice);
  });

  it('holds what the simulator wrote, minute by minute', () => {
    const week = planWeek(simulateChart(5, 3));
    const subject = { reference: 'Patient/p' };
    const written = wearableResources(week).map((one) => ({ ...one, subject, patient: subject }));
    const { slice, issues } = parse(...(written as unknown as Resource[]));
    const joined = (recordings: readonly { values: Float32Array }[] = []) =>
      recordings.flatMap(({ values }) => [...values]);
    const readings = takeReadings(week);
    expect(issues).toEqual([]);
    expect(slice?.devices).toEqual(['SIMULATED wrist monitor']);
    expect(joined(slice?.heartRate)).toEqual([...readings.heartRate]);
    expect(joined(slice?.steps)).toEqual([...readings.steps]);
    expect(joined(slice?.saturation)).toEqual([...readings.saturation]);
    expect(slice?.ecg.map(({ start }) => start.ms)).toEqual(week.strips.map(({ startMs }) => startMs));
  });

  it.each([
    ['no origin', { origin: undefined }, [60, 61, 62, 63, 64]],
    [
      'an origin and a factor',
      { origin: { value: 50, code: '/min' }, factor: 0.5, data: '20 22 24 26 28' },
      [60, 61, 62, 63, 64],
    ],
    ['beats per second', { origin: { value: 0, code: 'Hz' }, data: '1 1 2 1 1' }, [60, 60, 120, 60, 60]],
    ['its unit in words', { origin: { value: 0, unit: 'bpm' } }, [60, 61, 62, 63, 64]],
    ['line ends and runs of spaces', { data: ' 60\n61  62\t63 64 ' }, [60, 61, 62, 63, 64]],
    ['decimals and exponents', { data: '60.5 6.1e1 +62 63. 64' }, [60.5, 61, 62, 63, 64]],
    ['limits', { lowerLimit: 30, upperLimit: 240, data: 'L U E 63 64' }, [30, 240, Number.NaN, 63, 64]],
    ['limits that are not stated', { data: 'L U E 63 64' }, [Number.NaN, Number.NaN, Number.NaN, 63, 64]],
    ['its period in seconds', { period: 60 }, [60, 61, 62, 63, 64]],
    ['no period but a time span', { period: undefined }, [60, 61, 62, 63, 64]],
    [
      'an interval as R5 has it',
      { period: undefined, interval: 1, intervalUnit: 'min' },
      [60, 61, 62, 63, 64],
    ],
  ])('reads a pulse with %s', (_, sampled, values) => {
    const { slice } = parse(pulse('h', sampled));
    expect([...(slice?.heartRate[0]?.values ?? [])]).toEqual(values);
    expect(slice?.heartRate[0]?.periodMs).toBe(60_000);
  });

  it.each<[string, Resource, string[]]>([
    ['a missing origin', pulse('h', { origin: undefined }), ['assumption']],
    ['words among the numbers', pulse('h', { data: '60 61 sixty 63 64' }), ['value-missing']],
    ['numbers in hexadecimal', pulse('h', { data: '60 0x3D 62 63 64' }), ['value-missing']],
    ['a pulse of 0 and of 999', pulse('h', { data: '0 999 62 63 64' }), ['implausible']],
    ['a unit of another kind', pulse('h', { origin: { value: 0, code: 'mm[Hg]' } }), ['unit-unknown']],
    ['no unit and no pulse', pulse('h', { origin: undefined, data: '0.9 1.1 1.2 1 1' }), ['unit-missing']],
    ['no samples', pulse('h', { data: '' }), ['value-missing']],
    ['samples that are no text', pulse('h', { data: [60, 61] }), ['value-missing']],
    ['two dimensions', pulse('h', { dimensions: 2 }), ['structure']],
    [
      'no period and no end',
      pulse('h', { period: undefined }, period('2026-03-01T22:00:00Z')),
      ['structure'],
    ],
    ['a period of 0 and no end', pulse('h', { period: 0 }, period('2026-03-01T22:00:00Z')), ['structure']],
    ['a withdrawn recording', pulse('h', {}, { status: 'entered-in-error' }), ['status-excluded']],
    [
      'a reason why there is none',
      pulse('h', {}, { dataAbsentReason: { text: 'error' } }),
      ['contradiction'],
    ],
    ['two values', pulse('h', {}, { valueQuantity: { value: 60, unit: '/min' } }), ['contradiction']],
    ['no date', pulse('h', {}, { effectivePeriod: undefined }), ['value-missing']],
    ['a date of no calendar', pulse('h', {}, period('2026-02-30T22:00:00Z')), ['date-invalid']],
    ['a time without a zone', pulse('h', {}, period('2026-03-01T22:00:00')), ['assumption']],
    ['a saturation as fraction', oximetry('o', { data: '.97 .96 E .95 .97' }), ['assumption']],
    [
      'a day cut short',
      pulse('h', {}, period('2026-03-01T22:00:00-05:00', '2026-03-02T00:00:00-05:00')),
      ['assumption'],
    ],
    ['an ECG of no size', electrocardiogram('e', { factor: 1e9 }), ['implausible']],
  ])('says what is wrong with %s', (_, resource, codes) => {
    expect(codesOf(resource)).toEqual(codes);
  });

  it('takes an end before the start for no end, and says so', () => {
    const { slice, issues } = parse(
      pulse('h', {}, period('2026-03-01T22:00:00-05:00', '2026-03-01T21:00:00-05:00')),
    );
    expect(issues.map(({ code }) => code)).toEqual(['date-invalid']);
    expect(slice?.heartRate[0]?.periodMs).toBe(60_000);
  });

  it('dates a recording by its instant when it has no period', () => {
    const at = { effectivePeriod: undefined, effectiveDateTime: '2026-03-01T22:00:00-05:00' };
    expect(parse(pulse('h', {}, at)).slice?.heartRate[0]?.start.ms).toBe(START);
  });

  it('reads microvolts that say millivolts, and millivolts that say microvolts', () => {
    for (const [unit, factor] of [
      ['mV', 5],
      ['uV', 0.005],
      ['uV', 5],
      ['V', 5e-6],
    ] as const) {
      const { slice, issues } = parse(electrocardiogram('e', { origin: { value: 0, code: unit }, factor }));
      expect(slice?.ecg[0]?.values[100]).toBeCloseTo(1, 5);
      const assumed = (unit === 'mV') === (factor === 5) && unit !== 'V';
      expect(issues.map(({ code }) => code)).toEqual(assumed ? ['assumption'] : []);
    }
  });

  it('believes the time span of a strip over a sampling rate that lies', () => {
    const { slice, issues } = parse(electrocardiogram('e', { period: 8 }));
    expect(slice?.ecg[0]?.periodMs).toBe(4);
    expect(issues.map(({ code }) => code)).toEqual(['assumption']);
  });

  it('puts days in order and counts overlapping minutes once', () => {
    const later = period('2026-03-01T22:03:00-05:00', '2026-03-01T22:08:00-05:00');
    const { slice, issues } = parse(
      pulse('b', { data: '70 71 72 73 74' }, later),
      pulse('a'),
      pulse('again'),
    );
    expect(slice?.heartRate.map(({ reference, values }) => [reference, ...values])).toEqual([
      ['Observation/a', 60, 61, 62, 63, 64],
      ['Observation/b', 72, 73, 74],
    ]);
    expect(slice?.heartRate[1]?.start.ms).toBe(START + 5 * 60_000);
    expect(issues.map(({ code }) => code).toSorted()).toEqual([
      'duplicate-id',
      'duplicate-id',
      'implausible',
    ]);
  });

  const device = (id: string, name: string): Resource => ({
    resourceType: 'Device',
    id,
    patient: { reference: 'Patient/p' },
    deviceName: [{ name, type: 'user-friendly-name' }],
  });
  const by = (id: string) => ({ device: { reference: `Device/${id}` } });
  const devices = [device('w', 'SIMULATED watch'), device('f', 'SIMULATED phone')];

  it('counts a walk once that a watch wrote by the minute and a phone by the hour', () => {
    const hour = period('2026-03-01T22:00:00-05:00', '2026-03-01T23:00:00-05:00');
    for (const [phone, total] of [
      [170, 170],
      [200, 200],
      [100, 170],
    ] as const) {
      const long = stepCount('a', { period: 3_600_000, data: String(phone) }, { ...hour, ...by('f') });
      const { slice, issues } = parse(long, stepCount('b', {}, by('w')), ...devices);
      const counts = minuteCounts(slice?.steps ?? [], windowBefore(START + 2 * 3_600_000));
      expect(counts.filter(Number.isFinite).reduce((sum, one) => sum + one, 0)).toBeCloseTo(total, 3);
      expect(issues.map(({ code }) => code)).toEqual(['duplicate-id']);
    }
  });

  it('believes a watch before a phone minute by minute, says where they differ, and averages nothing', () => {
    const phone = pulse('a', { data: '90 91 92 93 94' }, by('f'));
    const { slice, issues } = parse(phone, pulse('b', { data: '60 E 62 E 64' }, by('w')), ...devices);
    const means = minuteMeans(slice?.heartRate ?? [], windowBefore(START + 3_600_000));
    expect([...means.filter(Number.isFinite)]).toEqual([60, 91, 62, 93, 64]);
    expect(issues.map(({ code }) => code).toSorted()).toEqual(['duplicate-id', 'implausible']);
  });

  it('reads the leads of one ECG side by side', () => {
    const lead = (code: string) => ({
      code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.24', code }] },
      valueSampledData: {
        origin: { value: 0, code: 'mV' },
        period: 4,
        factor: 0.005,
        dimensions: 1,
        data: SWING,
      },
    });
    const both = { valueSampledData: undefined, component: [lead('131329'), lead('131330')] };
    const { slice, issues } = parse(electrocardiogram('e', {}, both));
    expect(slice?.ecg.map((one) => one.lead)).toEqual(['131329', '131330']);
    expect(issues).toEqual([]);
  });

  it('never throws, whatever stands in the sampled data', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.double(), fc.constant('60 61 62'));
    const sampled = fc.record({
      origin: anything,
      period: anything,
      factor: anything,
      lowerLimit: anything,
      dimensions: anything,
      data: anything,
    });
    fc.assert(
      fc.property(sampled, fc.record({ start: anything, end: anything }), (data, effectivePeriod) => {
        const made = [pulse, oximetry, stepCount, electrocardiogram].map((make, n) =>
          make(`x${n}`, data, { effectivePeriod }),
        );
        const { slice } = parse(...made);
        const values = (slice?.heartRate ?? []).flatMap((one) => [...one.values]);
        const wrong = values.filter((value) => !Number.isNaN(value) && !(value >= 20 && value <= 260));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
