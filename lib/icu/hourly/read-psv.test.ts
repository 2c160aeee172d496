import { describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { isRefusal, type PsvStay, readPsv } from './read-psv.ts';

const FACTS = ['Age', 'Gender', 'Unit1', 'Unit2', 'HospAdmTime', 'ICULOS'];
const HEADER = [...channels.map(({ column }) => column), ...FACTS];

type Cells = Readonly<Record<string, string | number>>;

/** A file of one line for each of `hours`; cells that are not named are NaN. */
const fileOf = (hours: readonly Cells[], header: readonly string[] = HEADER): string =>
  [header, ...hours.map((hour) => header.map((name) => hour[name] ?? 'NaN'))]
    .map((row) => row.join('|'))
    .join('\n');

const facts = { Age: 61.5, Gender: 1, HospAdmTime: -3.25 };

function read(text: string): PsvStay {
  const outcome = readPsv(text, 'p1.psv');
  if (isRefusal(outcome)) throw new Error(outcome.refused.message);
  return outcome;
}

const refusal = (text: string): string => {
  const outcome = readPsv(text, 'p1.psv');
  return isRefusal(outcome) ? outcome.refused.message : 'it was read';
};

describe('a stay from a file', () => {
  it('has an entry an hour, in the units of the channels', () => {
    const { stay, entries, labels, unit } = read(
      fileOf([
        { ...facts, ICULOS: 4, HR: 88, Unit1: 0, Unit2: 1 },
        { ...facts, ICULOS: 5, Lactate: 2.5 },
      ]),
    );
    expect([stay.hours, stay.firstHour, stay.age, stay.sex, stay.hoursBeforeUnit]).toEqual([
      2,
      4,
      61.5,
      'male',
      3.25,
    ]);
    expect([...stay.series['heart-rate']]).toEqual([88, Number.NaN]);
    expect([...stay.series.lactate]).toEqual([Number.NaN, 2.5]);
    expect([entries, labels, unit]).toEqual([[0, 1], null, 2]);
  });

  it('leaves an hour without a line unmeasured', () => {
    const { stay, entries } = read(
      fileOf([
        { ...facts, ICULOS: 1, HR: 80 },
        { ...facts, ICULOS: 4, HR: 90 },
      ]),
    );
    expect(entries).toEqual([0, 3]);
    expect([...stay.series['heart-rate']]).toEqual([80, Number.NaN, Number.NaN, 90]);
  });

  it('marks impossible values and does not read them', () => {
    const { stay, issues } = read(fileOf([{ ...facts, ICULOS: 1, Temp: 98.6, HR: 0, O2Sat: 97, FiO2: 40 }]));
    expect(stay.series.temperature[0]).toBeNaN();
    expect(stay.series.spo2[0]).toBe(97);
    expect(issues.map(({ message }) => message)).toEqual([
      'HR: 1 value outside 15 to 300 per min, not read.',
      'Temp: 1 value outside 25 to 45 °C, not read.',
      'FiO2: 1 value outside 0.2 to 1, not read.',
    ]);
  });

  it('takes the label where there is one', () => {
    const header = [...HEADER, 'SepsisLabel'];
    const { labels } = read(fileOf([{ ...facts, ICULOS: 1, SepsisLabel: 1 }], header));
    expect(labels).toEqual(Uint8Array.of(1));
  });

  it.each([
    ['', 'p1.psv is not scored: it is empty.'],
    [fileOf([]), 'p1.psv is not scored: it has a header and no hour.'],
    [
      fileOf(
        [{ ...facts, ICULOS: 1 }],
        HEADER.filter((name) => name !== 'HR' && name !== 'Age'),
      ),
      'p1.psv is not scored: missing columns: HR, Age.',
    ],
    [fileOf([{ ...facts, ICULOS: 1, HR: 'high' }]), 'line 2, column HR: "high" is no number'],
    [fileOf([{ ...facts, ICULOS: 1, HR: '' }]), 'line 2, column HR: "" is no number'],
    [
      fileOf([
        { ...facts, ICULOS: 1 },
        { ...facts, ICULOS: 1 },
      ]),
      'line 3, column ICULOS: 1 does not follow 1',
    ],
    [fileOf([{ ...facts }]), 'column ICULOS: NaN is no count of hours'],
    [`${fileOf([{ ...facts, ICULOS: 1 }])}|1`, 'line 2 has 41 cells and the header 40'],
    ['hello\nworld', 'missing columns: HR, O2Sat'],
  ])('refuses a file in one sentence (%#)', (text, sentence) => {
    expect(refusal(text)).toContain(sentence);
  });
});
