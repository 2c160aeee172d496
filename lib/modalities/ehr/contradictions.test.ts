import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { chartOf, observation, patient, quantity, type Resource } from '../fixtures/charts.ts';
import { ehr } from './modality.ts';

const BEFORE = '2026-03-01T07:00:00Z';
const DAY = '2026-03-02T07:00:00Z';
const SODIUM = '2951-2';

function read(...resources: Resource[]) {
  const { slice, issues } = ehr.parse(chartOf([patient, ...resources]));
  return { slice, series: slice?.series ?? {}, messages: issues.map(({ message }) => message) };
}

const sodium = (id: string, value: number, more: object = {}): Resource =>
  observation(id, SODIUM, DAY, { ...quantity(value, 'mmol/L'), ...more });

const valuesOf = (resources: readonly Resource[]) =>
  read(...resources).series.sodium?.map(({ value }) => value);

describe('a result that contradicts itself', () => {
  const loinc = (...codes: string[]) => ({
    code: { coding: codes.map((code) => ({ system: 'http://loinc.org', code })) },
  });
  const absent = { dataAbsentReason: { coding: [{ code: 'error' }] } };
  const part = (code: string, value: number) => ({ ...loinc(code), ...quantity(value, 'mmol/L') });
  const DENIED = 'a value stands beside a reason why there is none';

  it.each([
    ['a value beside a reason why there is none', absent, DENIED],
    [
      'a number marked absent',
      {
        valueQuantity: {
          ...quantity(138, 'mmol/L').valueQuantity,
          _value: {
            extension: [
              { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'error' },
            ],
          },
        },
      },
      DENIED,
    ],
    ['two values', { valueString: '118' }, 'it holds more than one value'],
    ['a code of two measures', loinc(SODIUM, '2823-3'), 'its code names more than one measure'],
    [
      'two units',
      { valueQuantity: { value: 138, system: 'http://unitsofmeasure.org', code: 'mmol/L', unit: 'mmHg' } },
      'its coded unit and its written unit differ',
    ],
    [
      'an interpretation that its range denies',
      {
        interpretation: [
          {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'LL' },
            ],
          },
        ],
        referenceRange: [{ low: { value: 120 }, high: { value: 130 } }],
      },
      'its interpretation contradicts its own reference range',
    ],
    [
      'failed quality control',
      {
        interpretation: [
          {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'QCF' },
            ],
          },
        ],
      },
      'its quality control failed',
    ],
    [
      'an unborn child for a body site',
      { bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '83418008' }] } },
      'it was measured on a fetus',
    ],
  ])('with %s is unreadable, said, and hides what is older', (_, more, reason) => {
    const older = observation('older', SODIUM, BEFORE, quantity(140, 'mmol/L'));
    const { slice, series, messages } = read(older, sodium('a', 138, more));
    expect(series.sodium?.map(({ value }) => value)).toEqual([140, null]);
    expect(messages).toContain(`Sodium: 1 left out, because ${reason}.`);
    const last = ehr.features.find(({ id }) => id === 'sodium.last');
    expect(slice && last?.read(slice, instant(Date.parse(DAY)))).toMatchObject({
      missing: 'unreadable',
      detail: expect.stringContaining(reason),
    });
  });

  it.each([
    ['Sodium, urine', 'its code names blood and the words beside it another specimen'],
    ['Natrium im Spontanurin (Urin)', 'its code names blood and the words beside it another specimen'],
    ['Fetal sodium', 'it was measured on a fetus'],
  ])('named "%s" beside a code of blood is unreadable', (text, reason) => {
    const code = { text, coding: [{ system: 'http://loinc.org', code: SODIUM }] };
    expect(read(sodium('a', 138, { code })).messages).toEqual([`Sodium: 1 left out, because ${reason}.`]);
  });

  it('of another specimen is not the measure of blood that its code names', () => {
    const urine: Resource = {
      resourceType: 'Specimen',
      id: 'u',
      subject: { reference: 'Patient/p' },
      type: { coding: [{ system: 'http://snomed.info/sct', code: '122575003' }] },
    };
    const serum = { ...urine, id: 's', type: { coding: [{ code: 'SER' }] } };
    expect(valuesOf([urine, sodium('a', 138, { specimen: { reference: 'Specimen/u' } })])).toEqual([null]);
    expect(valuesOf([serum, sodium('a', 138, { specimen: { reference: 'Specimen/s' } })])).toEqual([138]);
    const { messages } = read(
      sodium('a', 138, { contained: [{ ...urine, id: 'c' }], specimen: { reference: '#c' } }),
    );
    expect(messages).toEqual([
      'Sodium: 1 left out, because its code names blood and its specimen is something else.',
    ]);
  });

  it('in its value and in a component of the same code is unreadable unless they agree', () => {
    expect(valuesOf([sodium('a', 138, { component: [part(SODIUM, 118)] })])).toEqual([null]);
    expect(valuesOf([sodium('a', 138, { component: [part(SODIUM, 138)] })])).toEqual([138]);
    expect(valuesOf([sodium('a', 138, { component: [part('2823-3', 4)] })])).toEqual([138]);
  });

  it('takes urea and its nitrogen in one code by the unit: moles are the same, grams are not', () => {
    const both = (value: number, unit: string) =>
      read(observation('a', '', DAY, { ...loinc('3094-0', '22664-7'), ...quantity(value, unit) })).series[
        'urea-nitrogen'
      ]?.map(({ value: one }) => one && Math.round(one));
    expect(both(7, 'mmol/L')).toEqual([20]);
    expect(both(20, 'mg/dL')).toEqual([null]);
  });
});

describe('a result whose JSON gives a name twice', () => {
  const QUANTITY = '"valueQuantity":{"value":138,"unit":"mmol/L"}';
  const written = JSON.stringify({
    resourceType: 'Bundle',
    entry: [
      { resource: patient },
      { resource: observation('older', SODIUM, BEFORE, quantity(140, 'mmol/L')) },
      {
        resource: sodium('newer', 138, {
          valueQuantity: { value: 138, unit: 'mmol/L' },
          component: [
            { code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] }, ...quantity(4, 'mmol/L') },
          ],
        }),
      },
    ],
  });
  const seriesOf = async (text: string) => {
    const { charts } = await readFiles([{ name: 'a.json', bytes: new TextEncoder().encode(text) }]);
    const { slice, issues } = ehr.parse(charts[0] ?? chartOf([patient]));
    return { series: slice?.series ?? {}, messages: issues.map(({ message }) => message) };
  };

  it.each([
    ['in its value', QUANTITY.replace('138', '138,"value":118')],
    ['by two values', `"valueQuantity":{"value":118,"unit":"mmol/L"},${QUANTITY}`],
    ['in the earlier of two values', `"valueQuantity":{"value":1,"value":2},${QUANTITY}`],
  ])('%s is unreadable and hides what is older', async (_, json) => {
    const { series, messages } = await seriesOf(written.replace(QUANTITY, json));
    expect(series.sodium?.map(({ value }) => value)).toEqual([140, null]);
    expect(series.potassium?.map(({ value }) => value)).toEqual([4]);
    expect(messages).toEqual(['Sodium: 1 left out, because its JSON gives one name twice.']);
  });

  it('in a component costs that one alone', async () => {
    const { series } = await seriesOf(written.replace('"value":4', '"value":4,"value":5'));
    expect(series.sodium?.map(({ value }) => value)).toEqual([140, 138]);
    expect(series.potassium?.map(({ value }) => value)).toEqual([null]);
  });

  it('elsewhere is not used at all', async () => {
    const { series } = await seriesOf(written.replace('"id":"newer"', '"id":"newer","status":"preliminary"'));
    expect(series.sodium?.map(({ value }) => value)).toEqual([140]);
  });
});
