import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSamples } from '../../events/sample-block.ts';
import { type SentEvent, sentEvent } from '../../events/stream-event.ts';
import { readFhirEvents } from './sent-observations.ts';

const LOINC = 'http://loinc.org';
const MDC = 'urn:iso:std:iso:11073:10101';
const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const quantity = (value: number, unit: string) => ({
  value,
  unit,
  system: 'http://unitsofmeasure.org',
  code: unit,
});

const observation = (more: object): object => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-11-03T06:00:00+01:00',
  ...more,
});
const lactate = (more: object = {}) =>
  observation({ code: code(LOINC, '2524-7'), valueQuantity: quantity(3.4, 'mmol/L'), ...more });

const read = (...resources: object[]) =>
  readFhirEvents(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: resources.map((resource) => ({ resource })),
    }),
  ) ?? [];
const events = (...resources: object[]): SentEvent[] =>
  read(...resources).map((one) => {
    if ('refused' in one) throw new Error(one.refused);
    return sentEvent.parse(one.value);
  });
const refusals = (...resources: object[]) =>
  read(...resources).flatMap((one) => ('refused' in one ? [one.refused] : []));

const AT = Date.parse('2026-11-03T05:00:00Z');

describe('Observations', () => {
  it('become signs, components together, and results, at their time and in their UCUM unit', () => {
    const pressure = observation({
      id: 'bp',
      code: code(LOINC, '85354-9'),
      component: [
        { code: code(LOINC, '8480-6'), valueQuantity: quantity(118, 'mm[Hg]') },
        { code: code(LOINC, '8462-4'), valueQuantity: quantity(64, 'mm[Hg]') },
      ],
    });
    const rate = observation({ id: 'hr', code: code(MDC, '147842'), valueQuantity: quantity(88, '/min') });
    expect(events(pressure, rate, lactate())).toMatchObject([
      {
        kind: 'vital-signs',
        patient: 'p1',
        at: AT,
        signs: [
          { sign: 'systolic-pressure', value: 118, unit: 'mm[Hg]' },
          { sign: 'diastolic-pressure', value: 64 },
        ],
      },
      { kind: 'vital-signs', signs: [{ sign: 'heart-rate', value: 88, unit: '/min' }] },
      { kind: 'laboratory', loinc: '2524-7', value: 3.4, unit: 'mmol/L', at: AT },
    ]);
  });

  it('take the place of what they correct, or take it back', () => {
    const [early] = events(lactate({ status: 'preliminary' }));
    const [final] = events(lactate());
    const [amended] = events(lactate({ status: 'corrected', meta: { lastUpdated: '2026-11-03T07:00:00Z' } }));
    const [error] = events(
      lactate({ status: 'entered-in-error', meta: { lastUpdated: '2026-11-03T08:00:00Z' } }),
    );
    expect(final?.corrects).toBe(early?.id);
    expect(amended?.corrects).toBe(final?.id);
    expect(error).toMatchObject({ corrects: final?.id, withdrawn: true });
    expect(new Set([early, final, amended, error].map((one) => one?.id)).size).toBe(4);
    expect((error?.id ?? '') > (amended?.id ?? '')).toBe(true);
    expect(events(lactate())[0]?.id).toBe(final?.id);
  });

  it('give nothing where nothing of them is read here, and leave other resources alone', () => {
    const smoker = observation({ code: code('http://snomed.info/sct', '77176002'), valueBoolean: true });
    expect(read(smoker, { resourceType: 'Patient', id: 'p1' })).toEqual([]);
  });

  it('are refused with the reason where they cannot be placed or counted', () => {
    expect(refusals(lactate({ effectiveDateTime: '2026-11-03' }))[0]).toContain(
      'a time of day with its zone',
    );
    expect(refusals(lactate({ effectiveDateTime: '2026-11-03T06:00:00' }))[0]).toContain('zone');
    expect(refusals(lactate({ subject: { reference: 'Group/g' } }))[0]).toContain('subject');
    expect(refusals(lactate({ status: 'registered' }))[0]).toContain('status');
    expect(refusals(lactate({ valueQuantity: { value: 15, comparator: '>', unit: 'mmol/L' } }))[0]).toContain(
      '> 15',
    );
    expect(refusals(lactate({ modifierExtension: [{ url: 'https://x.test/not' }] })).length).toBe(1);
    expect(refusals({ ...lactate(), id: undefined }).length).toBe(1);
    expect(readFhirEvents('[]')).toBeNull();
    expect(readFhirEvents('{"a":1}')).toBeNull();
    expect(readFhirEvents('{')).toBeNull();
  });
});

describe('SampledData', () => {
  const numbers = Array.from({ length: 3000 }, (_, k) =>
    k === 5 ? 'E' : String(Math.round(200 * Math.sin(k / 9))),
  );
  const ecg = observation({
    code: code(MDC, '131330'),
    valueSampledData: {
      origin: quantity(0.5, 'mV'),
      period: 4,
      factor: 0.005,
      dimensions: 1,
      data: numbers.join(' '),
    },
  });

  it('becomes chunks of ten seconds that follow one another, with its gaps', () => {
    const chunks = events(ecg).flatMap((event) => (event.kind === 'waveform' ? [event] : []));
    expect(chunks.map(({ at, rate, label, unit }) => [at, rate, label, unit])).toEqual([
      [AT, 250, 'II', 'mV'],
      [AT + 10_000, 250, 'II', 'mV'],
    ]);
    const back = chunks.flatMap((chunk) => [...decodeSamples(chunk)]);
    expect(back.length).toBe(3000);
    back.forEach((value, k) => {
      if (k === 5) expect(value).toBeNaN();
      else expect(Math.abs(value - (0.5 + 0.005 * Number(numbers[k])))).toBeLessThan(0.001);
    });
  });

  it('is refused without a period or with samples that are none', () => {
    const sampled = { origin: quantity(0, 'mV'), period: 4, dimensions: 1, data: '1 2 x' };
    const of = (more: object) =>
      observation({ code: code(MDC, '131330'), valueSampledData: { ...sampled, ...more } });
    expect(refusals(of({}))[0]).toContain('1 samples are neither');
    expect(refusals(of({ data: '1 2', period: 0 }))[0]).toContain('period');
    expect(refusals(of({ data: '1 2', dimensions: 2 }))[0]).toContain('dimension');
  });
});

it('never throws, whatever is sent', () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), (value, code_) => {
      readFhirEvents(value);
      for (const one of read(lactate({ valueSampledData: JSON.parse(value), code: JSON.parse(code_) })))
        expect('refused' in one || 'value' in one).toBe(true);
    }),
    { numRuns: 500 },
  );
});
