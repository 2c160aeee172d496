import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analytes } from './analytes.ts';
import { unitsMeant } from './unit-synonyms.ts';
import { toCanonical } from './units.ts';

const convert = (id: string, value: number, unit: { ucum?: string; texts: readonly string[] }) => {
  const analyte = analytes.find((one) => one.id === id);
  const [code] = analyte?.codes ?? [];
  if (!analyte || !code) throw new Error(`no analyte ${id}`);
  return toCanonical(analyte, code, value, unit);
};

/** What result messages and reports of many laboratories hold, one meaning a line. */
const SPELLINGS: readonly (readonly [id: string, sent: number, meant: number, spellings: string])[] = [
  [
    'leukocytes',
    7.5,
    7.5,
    `10*3/mcL|x10E3/uL|X10E3/UL|K/µL|K/μL|k/mcl|thou/mm3|THOU/CUMM|thds/cmm|Thousand/uL|THOUS/MCL|K/cu mm|x10(3)/mcL|
     10(3)/uL|10x3/uL|10**3/uL|x 10^3/µL|10³/µL|10³/mm³|x103/uL|103/uL|cells x10^3/uL|10^3 cells/uL|10*3.{cells}/uL|
     1000/mm3|x1000/uL|千/μL|Tsd/µl|Tsd./µl|tsd/ul|Gpt/l|G/l|G/L|Giga/L|/nl|/nL|10*9/L|10^9/L|10e9/L|10E9/l|10 9/L|
     x 10 9 /L|10⁹/L|×10⁹/L|x10^9/l|bil/L|Mrd/l|E9/L|10E+9/L|X10 3/UL|10X3/UL|TH/MM3|10³/㎕|tys/µl|10^9 / liter`,
  ],
  ['leukocytes', 7500, 7.5, '/uL|/µL|/μl|/mm3|/mm³|cells/uL|cells/mcL|cells/cumm|#/uL|個/μL'],
  ['leukocytes', 75, 7.5, '×10^2/μL|x10^2/uL|100/uL'],
  ['leukocytes', 0.75, 7.5, '万/µL|10^4/uL'],
  [
    'creatinine',
    1.1,
    1.1,
    'Mg/dL|MG/DL|mg/dl|mg / dL|mg/dL.|mg%|mg/100mL|MG/100 ML|milligrams per deciliter|ｍｇ／ｄＬ|㎎/㎗',
  ],
  ['creatinine', 97.24, 1.1, 'umol/L|µmol/L|μmol/l|UMOL/L|mcmol/L|micromol/L|Micromoles per liter'],
  ['sodium', 138, 138, 'mmol/L|mmol/l|MMOL/L|Mmol/L|mEq/L|MEQ/L|meq/l|mEq/Liter|mval/l|mmol / L'],
  ['haemoglobin', 12.5, 12.5, 'g/dL|G/DL|gm/dL|GM/DL|g%|G%|g/100 mL|g/dl'],
  ['haemoglobin', 125, 12.5, 'g/L|g/l|G/L|gm/L'],
  ['nt-probnp', 125, 125, 'pg/mL|PG/ML|pg/ml|ng/L|NG/L|ng/l'],
  ['troponin-t', 0.014, 14, 'ng/mL|NG/ML|ug/L|mcg/L|µg/l'],
  [
    'heart-rate',
    72,
    72,
    'beats/min|BEATS/MIN|bpm|BPM|Beats per minute|beats / minute|beats/mn|{beats}/min|{Beats}/min|/min|1/min|/minute|per minute|min-1|Schläge/min|lpm',
  ],
  [
    'respiratory-rate',
    16,
    16,
    'br/min|breaths/min|Breaths Per Minute|rpm|resp/min|{breaths}/min|Atemzüge/min',
  ],
  ['systolic-pressure', 120, 120, 'mmHg|mm[Hg]|MM HG|mm Hg|mm(hg)|MMHG'],
  ['systolic-pressure', 16, 120.01, 'kPa|KPA'],
  ['temperature', 98.6, 37, 'degF|deg F|Deg. F|°F|ºF|˚F|℉|F|f|Fahrenheit|degrees Fahrenheit|[degF]|DEGF'],
  ['temperature', 37, 37, 'degC|deg C|°C|ºC|℃|C|Cel|Celsius|degrees C'],
  ['weight', 180, 81.647, 'lb|lbs|LBS|lb.|Lbs|pounds|[lb_av]'],
  ['weight', 2880, 81.647, 'oz|OZ|ounces|[oz_av]'],
  ['weight', 81.5, 81.5, 'kg|Kg|KG|kgs|kilograms'],
  ['oxygen-saturation', 97, 97, '%|％|percent|Percent|PERCENT|pct|% O2'],
];

describe('unitsMeant', () => {
  it.each(
    SPELLINGS.flatMap(([id, sent, meant, spellings]) =>
      spellings.split('|').map((text) => [id, sent, text.trim(), meant] as const),
    ),
  )('%s %d "%s" is %d in the canonical unit', (id, sent, text, meant) => {
    expect(Number(convert(id, sent, { texts: [text] })) / meant).toBeCloseTo(1, 3);
  });

  it.each([
    ['mL/min/1.73m2', 'mL/min/{1.73_m2}'],
    ['ml/min/1.73 m²', 'mL/min/{1.73_m2}'],
    ['mL/min/1.73m^2', 'mL/min/{1.73_m2}'],
    ['mL/min/1,73m2', 'mL/min/{1.73_m2}'],
    ['mL/min per 1.73 sq m', 'mL/min/{1.73_m2}'],
    ['IU/L', '[IU]/L'],
    ['uIU/mL', 'u[IU]/mL'],
    ['U/l', 'U/L'],
    ['µkat/L', 'ukat/L'],
    ['Tpt/l', '10*12/L'],
    ['x10E6/uL', '10*6/uL'],
    ['Million/uL', '10*6/uL'],
    ['/pl', '/pL'],
    ['mosm/kg', 'mosm/kg'],
    ['fL', 'fL'],
    ['seconds', 's'],
    ['inches', '[in_i]'],
    ['CM', 'cm'],
  ])('"%s" is UCUM %s', (text, code) => {
    expect(unitsMeant(text)).toEqual([code]);
  });

  it.each([
    ['leukocytes', 'x10^3', 'unknown'],
    ['leukocytes', 'K', 'unknown'],
    ['creatinine', 'mg', 'unknown'],
    ['creatinine', 'mg/dL/', 'unknown'],
    ['sodium', 'percent', 'unknown'],
    // A thousand in Spanish, a million in English.
    ['leukocytes', 'mil/mm3', 'ambiguous'],
  ])('%s in "%s" stays %s', (id, text, trouble) => {
    expect(convert(id, 1.1, { texts: [text] })).toBe(trouble);
  });

  it('never throws and always gives text, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const code of unitsMeant(text)) expect(code).not.toBe('');
      }),
    );
  });
});

describe('a coded unit', () => {
  it('counts with its case: UCUM has a megagram', () => {
    expect(convert('creatinine', 1.1, { ucum: 'Mg/dL', texts: [] })).toBe(1.1e9);
    expect(convert('creatinine', 1.1, { ucum: 'mg/dL', texts: [] })).toBe(1.1);
  });

  it('that says nothing of the quantity is read as laboratories write it', () => {
    expect(convert('leukocytes', 7.5, { ucum: 'K/uL', texts: [] })).toBe(7.5);
    expect(convert('temperature', 98.6, { ucum: 'F', texts: [] })).toBe(37);
  });

  it.each([
    ['glucose', 'mg/dL', 'mmol/L'],
    ['creatinine', 'mg/dL', 'µmol/L'],
    ['haemoglobin', 'g/dL', 'g/L'],
    ['temperature', 'Cel', 'degF'],
    ['weight', 'kg', 'lbs'],
    ['sodium', 'mmol/L', 'mmHg'],
    ['creatinine', 'Mg/dL', 'mg/dL'],
  ])('%s in %s, written as "%s", contradicts itself', (id, ucum, text) => {
    expect(convert(id, 5, { ucum, texts: [text] })).toBe('contradictory');
  });

  it.each([
    ['heart-rate', '/min', 'beats per minute'],
    ['respiratory-rate', '/min', 'breaths'],
    ['sodium', 'mmol/L', 'mEq/L'],
    ['leukocytes', '10*3/uL', 'x10E9/L'],
    ['oxygen-saturation', '%', '%O2'],
    ['oxygen-saturation', '%', 'percentage of haemoglobin that carries oxygen'],
    ['temperature', '[degF]', '°F'],
  ])('%s in %s may be written as "%s"', (id, ucum, text) => {
    expect(convert(id, 98, { ucum, texts: [text] })).toBeTypeOf('number');
  });

  it('without a system is one more text', () => {
    expect(convert('glucose', 5, { texts: ['mmol/L', 'mg/dL'] })).toBe('contradictory');
    expect(convert('glucose', 5, { texts: ['mg/dL', 'MG/DL'] })).toBe(5);
  });
});
