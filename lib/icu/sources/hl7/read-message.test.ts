import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSamples } from '../../events/sample-block.ts';
import { type SentEvent, sentEvent } from '../../events/stream-event.ts';
import {
  header,
  laboratoryMessage,
  message,
  monitorMessage,
  PATIENT,
  VISIT,
  waveMessage,
} from './fixtures/messages.ts';
import { readHl7 } from './read-message.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readHl7(bytesOf(text));

function readWhole(text: string) {
  const reading = read(text);
  if ('refused' in reading) throw new Error(reading.refused.reason);
  for (const event of reading.events) expect(sentEvent.parse(event)).toEqual(event);
  return reading;
}
const refusalOf = (text: string) => {
  const reading = read(text);
  return 'refused' in reading ? reading.refused : null;
};
const ofKind = <K extends SentEvent['kind']>(events: readonly SentEvent[], kind: K) =>
  events.filter((event): event is Extract<SentEvent, { kind: K }> => event.kind === kind);

const AT = Date.parse('2026-11-03T04:59:58.250Z');

describe('a message of a monitor', () => {
  it('becomes signs in UCUM at the time of their measurement, and the bed', () => {
    const { events, troubles, ignored } = readWhole(monitorMessage());
    expect(troubles).toEqual([]);
    expect(ofKind(events, 'placement')).toMatchObject([
      {
        patient: '12345',
        ward: 'ICU',
        bed: '07',
        admittedAt: Date.parse('2026-11-01T07:00:00Z'),
        age: 76,
        sex: 'female',
      },
    ]);
    const signs = ofKind(events, 'vital-signs');
    expect(signs.map(({ at, source }) => [at, source])).toEqual(signs.map(() => [AT, 'GATEWAY']));
    expect(signs.flatMap((event) => event.signs)).toEqual([
      { sign: 'heart-rate', value: 83, unit: '/min' },
      { sign: 'spo2', value: 96, unit: '%' },
      { sign: 'systolic-pressure', value: 121, unit: 'mm[Hg]' },
      { sign: 'mean-pressure', value: 83, unit: 'mm[Hg]' },
      { sign: 'temperature', value: 37.4, unit: 'Cel' },
    ]);
    // The device, a quality index, and the pulse where the heart rate is there.
    expect(ignored).toBe(3);
  });

  it('has the same ids when it is sent again', () => {
    const ids = (control: string) => readWhole(monitorMessage(control)).events.map(({ id }) => id);
    expect(ids('M1')).toEqual(ids('M2'));
  });

  it('keeps the unit that was sent, for whoever checks it', () => {
    const kpa = monitorMessage().replaceAll('266016^MDC_DIM_MMHG', '265987^MDC_DIM_KILO_PASCAL');
    const pressures = ofKind(readWhole(kpa).events, 'vital-signs').flatMap(({ signs }) => signs);
    expect(pressures.find(({ sign }) => sign === 'systolic-pressure')?.unit).toBe('kPa');
  });
});

describe('a result of a laboratory', () => {
  const lactate = (status: string, value: string) =>
    ofKind(readWhole(laboratoryMessage(status, value)).events, 'laboratory')[0];

  it('takes the place of its preliminary one, and a correction that of the final one', () => {
    const [early, final, corrected] = [lactate('P', '3.9'), lactate('F', '3.4'), lactate('C', '1.4')];
    expect(final).toMatchObject({
      loinc: '2524-7',
      value: 3.4,
      unit: 'mmol/L',
      at: Date.parse('2026-11-03T03:15:00Z'),
    });
    expect(final?.corrects).toBe(early?.id);
    expect(corrected?.corrects).toBe(final?.id);
    expect(new Set([early?.id, final?.id, corrected?.id]).size).toBe(3);
    const later = laboratoryMessage('C', '1.5').replace('20261103060000+0100', '20261103070000+0100');
    const [again] = ofKind(readWhole(later).events, 'laboratory');
    expect(again?.corrects).toBe(final?.id);
    expect((again?.id ?? '') > (corrected?.id ?? '')).toBe(true);
  });

  it('stays and is no longer believed when it was taken back', () => {
    expect(lactate('D', '3.4')?.id).not.toBe(lactate('C', '3.4')?.id);
    expect(lactate('D', '3.4')).toMatchObject({
      corrects: lactate('F', '3.4')?.id,
      withdrawn: true,
      value: 3.4,
    });
    const empty = readWhole(laboratoryMessage('D', ''));
    expect(empty.events).toEqual([]);
    expect(empty.troubles[0]).toMatchObject({ where: 'OBX^1^5' });
  });

  it('is no number with a comparator, and nothing where none could be had', () => {
    expect(readWhole(laboratoryMessage('F', '>15')).troubles).toEqual([
      { where: 'OBX^1^5', reason: '“>15” is no number' },
    ]);
    expect(readWhole(laboratoryMessage('X', ''))).toMatchObject({ events: [], troubles: [], ignored: 1 });
    expect(readWhole(laboratoryMessage('Q', '2')).troubles[0]?.where).toBe('OBX^1^11');
  });
});

describe('a curve', () => {
  it('has its samples, and their rate from the segment below it', () => {
    const [wave] = ofKind(readWhole(waveMessage('0.10^-0.25^1.005')).events, 'waveform');
    expect(wave).toMatchObject({
      waveform: 'ecg',
      label: 'II',
      rate: 250,
      unit: 'mV',
      at: Date.parse('2026-11-03T05:00:00Z'),
    });
    const back = wave ? [...decodeSamples(wave)] : [];
    expect(back.map((value) => Math.round(value * 1000) / 1000)).toEqual([0.1, -0.25, 1.005]);
  });

  it('is told where its rate is missing or a sample is none', () => {
    expect(readWhole(waveMessage('1^2').replace('SAMP_RATE', 'OTHER')).troubles[0]?.reason).toContain(
      'MDC_ATTR_SAMP_RATE',
    );
    expect(readWhole(waveMessage('1^x^2')).troubles[0]?.where).toBe('OBX^1^5');
  });
});

describe('what is refused', () => {
  it('says why, and whether it would be refused again', () => {
    expect(refusalOf('hello')).toMatchObject({ code: 'AR' });
    expect(refusalOf(message(header({ version: '3.0' }), PATIENT))).toMatchObject({
      code: 'AR',
      reason: expect.stringContaining('MSH-12'),
    });
    expect(refusalOf(message(header({ type: 'ORM^O01' }), PATIENT))).toMatchObject({
      code: 'AR',
      reason: expect.stringContaining('MSH-9'),
    });
    expect(refusalOf(message(header({ charset: 'GB 18030-2000' }), PATIENT))).toMatchObject({
      code: 'AR',
      reason: expect.stringContaining('MSH-18'),
    });
    expect(refusalOf(message('MSH||||||||||||', PATIENT))).toMatchObject({ code: 'AR' });
    expect(refusalOf(message(header(), 'PID|||1/2^^^H^MR'))).toMatchObject({
      code: 'AE',
      reason: expect.stringContaining('PID-3'),
    });
  });

  it('reads ISO 8859-1 where it is said, and refuses bytes that are not what was said', () => {
    const text = monitorMessage().replace('Doe', 'Dö').replace('UNICODE UTF-8', '8859/1');
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect('refused' in readHl7(latin)).toBe(false);
    const wrong = Uint8Array.from(text.replace('8859/1', 'UNICODE UTF-8'), (letter) => letter.charCodeAt(0));
    expect(readHl7(wrong)).toMatchObject({ refused: { code: 'AE' } });
  });

  it('takes no time without a zone', () => {
    const local = monitorMessage().replaceAll('+0100', '');
    const { events, troubles } = readWhole(local);
    expect(ofKind(events, 'vital-signs')).toEqual([]);
    expect(troubles[0]?.reason).toContain('has no zone');
    expect(
      readWhole(monitorMessage().replaceAll('|||20261103055958', '|||10261103055958')).troubles[0]?.where,
    ).toBe('OBX^2^14');
    // The zone of the message stands for its results.
    expect(
      ofKind(readWhole(monitorMessage().replaceAll('.250+0100', '.250')).events, 'vital-signs')[0]?.at,
    ).toBe(AT);
  });

  it('reads what it can of a message and names the rest', () => {
    const spoilt = monitorMessage().replace('|96|', '|n/a|');
    const { events, troubles } = readWhole(spoilt);
    expect(troubles).toEqual([{ where: 'OBX^3^5', reason: '“n/a” is no number' }]);
    expect(ofKind(events, 'vital-signs').flatMap(({ signs }) => signs).length).toBe(4);
  });
});

describe('admission, move and discharge', () => {
  const placed = (type: string, visit = VISIT) =>
    ofKind(readWhole(message(header({ type }), PATIENT, visit)).events, 'placement')[0];

  it('says the bed from then on, and none after the discharge', () => {
    expect(placed('ADT^A01')).toMatchObject({ bed: '07', at: Date.parse('2026-11-03T05:00:00Z') });
    expect(placed('ADT^A02', VISIT.replace('^^07', '^^09'))?.bed).toBe('09');
    expect(placed('ADT^A03')).toMatchObject({ bed: null, patient: '12345' });
    const ids = ['ADT^A01', 'ADT^A03', 'ORU^R01'].map((type) => placed(type)?.id);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('any bytes', () => {
  it('never throw', () => {
    const good = bytesOf(monitorMessage());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 30 }),
        fc.nat(good.length),
        (changes, length) => {
          const bytes = good.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const reading = readHl7(bytes.subarray(0, length));
          const events = 'refused' in reading ? [] : reading.events;
          expect(events.flatMap((event) => sentEvent.safeParse(event).error?.issues ?? [])).toEqual([]);
        },
      ),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readHl7(bytes);
        readHl7(Uint8Array.of(...bytesOf('MSH|^~\\&|'), ...bytes));
      }),
      { numRuns: 3000 },
    );
  });
});
