import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeviceTable, readDeviceTable } from './device-table.ts';
import { textOf } from './text-of.ts';

const NOW = Date.parse('2026-04-01T00:00:00Z');
const read = (text: string, answers = {}) => readDeviceTable(text, 'SIMULATED', NOW, answers);
const days = (text: string, answers = {}) => {
  const { samples } = read(text, answers);
  const all = [...samples.heartRate, ...samples.saturation, ...samples.steps];
  return [...new Set(all.map(({ ms }) => new Date(ms).toISOString().slice(0, 10)))].toSorted();
};
const minutes = (from: string, count: number, step = 5) =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(`${from}Z`) + i * step * 60_000));
const two = (n: number) => String(n).padStart(2, '0');
const clock = (at: Date) => at.toISOString().slice(11, 19);
const dayFirst = (at: Date) => `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
const monthFirst = (at: Date) =>
  `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${at.getUTCFullYear()}`;
const table = (times: readonly string[]) => `Time,Heart rate\n${times.map((t) => `"${t}",70`).join('\n')}\n`;

describe('the order of day and month', () => {
  it.each([
    ['by a day above 12', [dayFirst, monthFirst], '2025-03-12T23:00:00'],
    ['by readings that go on over midnight', [dayFirst, monthFirst], '2025-03-04T23:00:00'],
  ] as const)('is told %s, whichever it is', (_, orders, from) => {
    for (const order of orders) {
      const found = days(table(minutes(from, 30).map((at) => `${order(at)} ${clock(at)}`)));
      const first = from.slice(0, 10);
      expect(found).toEqual([first, new Date(Date.parse(first) + 86_400_000).toISOString().slice(0, 10)]);
    }
  });

  it('is told by the present, when the other lies in the future', () => {
    expect(days(table(['05/03/2026 10:00', '05/03/2026 10:05']))).toEqual(['2026-03-05']);
  });

  it('is told by points, and does not matter where day and month are one number', () => {
    expect(days('Zeit;Herzfrequenz\n03.05.2025 10:00;70\n04.05.2025 10:00;71')).toEqual([
      '2025-05-03',
      '2025-05-04',
    ]);
    expect(read(table(['03/03/2025 10:00', '03/03/2025 10:05'])).issues.map(({ code }) => code)).toEqual([
      'assumption',
    ]);
  });

  it('is asked where nothing tells, and used as the user says', () => {
    const text = table(['03/04/2025 10:00', '03/04/2025 10:05']);
    const { samples, question, issues } = read(text);
    expect(samples.heartRate).toEqual([]);
    expect(question).toEqual({
      about: 'day-order',
      orders: ['day-first', 'month-first'],
      example: '03/04/2025 10:00',
    });
    expect(issues.map(({ code }) => code)).toEqual(['date-ambiguous']);
    expect(days(text, { order: 'day-first' })).toEqual(['2025-04-03']);
    expect(days(text, { order: 'month-first' })).toEqual(['2025-03-04']);
  });

  it('is not used where rows contradict each other', () => {
    const { samples, question, issues } = read(table(['13/04/2025 10:00', '04/13/2025 10:05']));
    expect([samples.heartRate.length, question]).toEqual([0, undefined]);
    expect(issues[0]?.message).toContain('exist only with the day first');
  });

  it('decides no other cell than its own file’s', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2015-01-01'), max: new Date('2026-03-01'), noInvalidDate: true }),
        fc.integer({ min: 300, max: 600 }),
        (start, count) => {
          const times = minutes(start.toISOString().slice(0, 19), count);
          const truth = [...new Set(times.map((at) => at.toISOString().slice(0, 10)))];
          for (const order of [dayFirst, monthFirst]) {
            const { question } = read(table(times.map((at) => `${order(at)} ${clock(at)}`)));
            const found = days(table(times.map((at) => `${order(at)} ${clock(at)}`)));
            if (!question) expect(found).toEqual(truth);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('times', () => {
  it.each([
    '2025-03-05T22:10:05',
    '2025-03-05 22:10:05.000',
    '2025/03/05 22:10:05',
    '20250305221005',
    '20250305T221005',
    '22:10:05 Mar 05 2025',
    '22:10:05 05.03.2025',
    '5 March 2025 22:10:05',
    'Wed Mar 05 22:10:05 2025',
    'Mar 5, 2025, 10:10:05 PM',
    '5. März 2025, 22:10:05',
    '5 mars 2025 22h10:05',
    '05-Mar-25 10:10:05 p. m.',
    'Wednesday, 5 March 2025 22:10:05',
    '3 de marzo de 2025 22:10:05'.replace('3 de', '5 de'),
    '2025年3月5日 下午10:10:05',
    '2025-03-05 10:10:05\u202fPM',
  ])('are read as %s', (time) => {
    const { samples } = read(`time,heart rate\n"${time}",70\n`);
    expect(samples.heartRate.map(({ ms }) => new Date(ms).toISOString())).toEqual([
      '2025-03-05T22:10:05.000Z',
    ]);
  });

  it.each([
    ['2025-03-05T22:10:05+01:00', 60],
    ['2025-03-05 22:10:05 -0500', -300],
    ['2025-03-05T21:10:05Z', 0],
    ['Wed Mar 05 22:10:05 CET 2025', 60],
    ['2025-03-05 22:10:05 GMT+1', 60],
    ['1741209005', 0],
    ['1741209005000', 0],
  ])('keep their zone in %s', (time, zone) => {
    expect(read(`time,heart rate\n${time},70\n`).samples.heartRate[0]?.zoneMinutes).toBe(zone);
  });

  it('are put together from a date and a clock in two columns', () => {
    const { samples } = read('Date;Time;SpO2;Pulse\n05.03.2025;22:10:05;96;61\n05.03.2025;22:11:05;95;62');
    expect(samples.saturation.map(({ ms }) => new Date(ms).toISOString())).toEqual([
      '2025-03-05T22:10:05.000Z',
      '2025-03-05T22:11:05.000Z',
    ]);
  });

  it('may stand newest first, and go on through the end of summer time', () => {
    const rows = ['2025-10-26 02:30', '2025-10-26 02:45', '2025-10-26 02:00', '2025-10-26 02:15'];
    const ms = (order: readonly string[]) =>
      read(`time,hr\n${order.map((time) => `${time},70`).join('\n')}`).samples.heartRate.map((one) => one.ms);
    const forwards = ms(rows);
    expect(forwards.map((one) => (one - (forwards[0] ?? 0)) / 60_000)).toEqual([0, 15, 30, 45]);
    expect(ms(rows.toReversed())).toEqual(forwards);
  });

  it('without a day ask for one', () => {
    const text = 'time,hr\n23:59:00,60\n00:01:00,61\n';
    expect(read(text).question).toEqual({ about: 'day' });
    expect(days(text, { startMs: Date.parse('2025-03-05T00:00Z') })).toEqual(['2025-03-05', '2025-03-06']);
    expect(read('seconds,hr\n0,60\n60,61\n').question).toEqual({ about: 'start' });
    const { samples } = read('seconds,hr\n10,60\n70,61\n', { startMs: Date.parse('2025-03-05T22:00Z') });
    expect(samples.heartRate.map(({ ms }) => new Date(ms).toISOString().slice(11, 16))).toEqual([
      '22:00',
      '22:01',
    ]);
  });
});

describe('numbers', () => {
  const steps = (cells: readonly string[], more = '') =>
    read(
      `time;steps${more && ';spo2'}\n${cells.map((c, i) => `2025-03-05 ${two(i)}:00;${c}${more && `;${more}`}`).join('\n')}`,
    );
  const values = (cells: readonly string[]) => steps(cells).samples.steps.map(({ value }) => value);

  it.each([
    ['1,234', 1234],
    ['1.234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ['1’234', 1234],
    ['12,345', 12_345],
    ['1234', 1234],
  ])('count %s steps as thousands', (cell, value) => {
    expect(values(['100', cell])).toEqual([100, value]);
  });

  it('say which reading was taken, and why', () => {
    expect(steps(['100', '1.234']).issues[0]?.message).toBe(
      'The point of the numbers of steps parts thousands: “1.234” is read as 1234, since only so are they possible as steps.',
    );
  });

  it('are not read where the file contradicts itself', () => {
    for (const { samples, issues } of [steps(['1.234', '1234']), steps(['1.234', '900'], '96.5')]) {
      expect(samples.steps).toEqual([]);
      expect(issues.map(({ code }) => code)).toContain('number-ambiguous');
    }
  });

  it('have decimal commas and percent signs', () => {
    const { samples } = read('Zeit;SpO2;Puls\n05.03.2025 22:00;96,5 %;61\n05.03.2025 22:01;97 %;62,5\n');
    expect(samples.saturation.map(({ value }) => value)).toEqual([96.5, 97]);
    expect(samples.heartRate.map(({ value }) => value)).toEqual([61, 62.5]);
  });

  it('with three decimals are no thousands where a heart rate cannot be so high', () => {
    expect(read('time;hr\n2025-03-05 22:00;71.250\n').samples.heartRate[0]?.value).toBe(71.25);
  });
});

describe('tables', () => {
  const rows = '2025-03-05 22:00,70\n2025-03-05 22:01,71\n';
  const plain = `Time,Heart rate\n${rows}`;
  const utf16 = (text: string, mark: boolean, big: boolean) => {
    const bytes = new Uint8Array(2 * (text.length + Number(mark)));
    const view = new DataView(bytes.buffer);
    Array.from(mark ? `\uFEFF${text}` : text, (c, i) => view.setUint16(2 * i, c.charCodeAt(0), !big));
    return textOf(bytes);
  };

  it.each([
    ['a byte-order mark', `\uFEFF${plain}`],
    ['UTF-16 with a mark', utf16(plain, true, false)],
    ['UTF-16, big end first', utf16(plain, true, true)],
    ['UTF-16 without a mark', utf16(plain, false, false)],
    ['UTF-16 without a mark, big end first', utf16(plain, false, true)],
    ['a line that names the separator', `sep=;\n${plain.replaceAll(',', ';')}`],
    ['a mark and such a line', `\uFEFFsep=,\r\n${plain.replaceAll('\n', '\r\n')}`],
    ['line ends of old Macs', plain.replaceAll('\n', '\r')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['quotes', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ['lines above its header', `Device: O2Ring\nStart,2025-03-05 22:00\n\n${plain}`],
    ['comments', `# exported\n${plain}`],
    ['a row of units', plain.replace('\n', '\n-,bpm\n')],
    ['its header twice', plain + plain.replace(rows, '')],
    ['a summary at its end', `${plain}Average,70.5\nTotal: 2 rows,\n`],
    ['a note with a line end in quotes', `Time,Heart rate,Note\n${rows.replace('70\n', '70,"a\nb, c"\n')}`],
    ['a quote that is never closed', plain.replace('70', '70,"')],
    ['an empty column', plain.replaceAll('\n', ',\n')],
  ])('are read with %s', (_, text) => {
    expect(isDeviceTable(text)).toBe(true);
    expect(read(text).samples.heartRate.map(({ value }) => value)).toEqual([70, 71]);
  });

  it('of Samsung Health are in UTC, with the zone beside them', () => {
    const text =
      'com.samsung.shealth.tracker.heart_rate,6312006,5\n' +
      'source,com.samsung.health.heart_rate.create_time,com.samsung.health.heart_rate.start_time,' +
      'com.samsung.health.heart_rate.max,com.samsung.health.heart_rate.heart_rate,' +
      'com.samsung.health.heart_rate.time_offset,com.samsung.health.heart_rate.deviceuuid\n' +
      '1,2025-03-06 00:00:00.000,2025-03-05 21:10:05.000,99.0,70.0,UTC+0100,abc,\n';
    expect(read(text).samples.heartRate).toEqual([
      expect.objectContaining({
        ms: Date.parse('2025-03-05T21:10:05Z'),
        value: 70,
        zoneMinutes: 60,
        source: 'abc',
      }),
    ]);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'time,hr;\t"\n\r0123/.:- APM%|sep='), maxLength: 150 }),
        (text) => {
          const { samples, issues, question } = read(`time,hr\n${text}`);
          expect(samples.heartRate.length + issues.length + Number(question !== undefined)).toBeGreaterThan(
            0,
          );
        },
      ),
    );
  });
});

const CASES = '../shared/cases/signals-and-genomes';

describe.skipIf(!existsSync(CASES))('tables that were misread (skipped without ../shared/cases)', () => {
  const open = (name: string) => read(textOf(readFileSync(`${CASES}/${name}`)));

  it('have their days, their thousands and their times', () => {
    expect(open('day-first-03-to-05-march.csv').samples.heartRate.map(({ ms }) => ms)).toEqual(
      minutes('2025-03-03T00:00:00', 864).map((at) => at.getTime()),
    );
    const walked = open('steps-thousands.csv').samples.steps;
    expect(walked.reduce((sum, { value }) => sum + value, 0)).toBe(24_738);
    const { samples } = open('wellue-time-then-date.csv');
    expect([samples.saturation.length, samples.saturation[0]?.ms]).toEqual([
      1440,
      Date.parse('2025-03-03T00:00Z'),
    ]);
  });
});
