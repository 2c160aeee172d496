import { describe, expect, it } from 'vitest';
import { analytes } from './analytes.ts';
import {
  analyteOf,
  analyteText,
  displayUnit,
  featureText,
  numberText,
  plainText,
  unitText,
} from './quantity-text.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const show = (id: string, value: number, system: 'conventional' | 'si') => {
  const analyte = analyteOf(id);
  if (!analyte) throw new Error(id);
  return plain(analyteText(analyte, value, system));
};

describe('unitText', () => {
  it.each([
    ['10*3/uL', '10³/µL'],
    ['mm[Hg]', 'mmHg'],
    ['Cel', '°C'],
    ['umol/L', 'µmol/L'],
    ['mL/min/{1.73_m2}', 'mL/min/1.73 m²'],
    ['mg/dL', 'mg/dL'],
    ['/h', 'per hour'],
    ['%.min/h', '%·min per hour'],
    ['{steps}/d', 'steps per day'],
    ['1', ''],
  ])('%s is written %s', (ucum, text) => expect(unitText(ucum)).toBe(text));
});

describe('analyteText', () => {
  it('converts by the analyte and keeps as many digits as the measurement has', () => {
    expect(show('creatinine', 1.13, 'conventional')).toBe('1.13 mg/dL');
    expect(show('creatinine', 1.1312, 'si')).toBe('100 µmol/L');
    expect(show('nt-probnp', 12_345, 'conventional')).toBe('12,345 pg/mL');
    expect(show('haemoglobin', 12.4, 'si')).toBe('124 g/L');
    expect(show('glucose', 90, 'si')).toBe('5.0 mmol/L');
    expect(show('leukocytes', 7.25, 'conventional')).toBe('7.3 × 10³/µL');
    expect(show('potassium', 4.25, 'si')).toBe('4.3 mmol/L');
  });

  it('never shows a number without its unit', () => {
    for (const analyte of analytes) {
      for (const system of ['conventional', 'si'] as const) {
        const text = plain(analyteText(analyte, 1, system));
        expect(text).toMatch(/^[\d.,]+ \S/);
        expect(displayUnit(analyte, system).decimals).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('featureText', () => {
  const text = (feature: string, measure: string, unit: string, value: number) =>
    plain(featureText({ feature, measure, unit }, value, 'conventional'));

  it('says flags in words', () => {
    expect(text('sex', 'sex', '1', 1)).toBe('female');
    expect(text('condition.diabetes', 'diabetes', '1', 0)).toBe('not on problem list');
    expect(text('medication.mra', 'mra', '1', 1)).toBe('prescribed');
  });

  it('gives levels, slopes and ages their units', () => {
    expect(text('potassium.last', 'potassium', 'mmol/L', 4.24)).toBe('4.2 mmol/L');
    expect(text('potassium.trend', 'potassium', 'mmol/L/d', 0.12)).toBe('+0.12 mmol/L per day');
    expect(text('potassium.trend', 'potassium', 'mmol/L/d', -0.12)).toBe('−0.12 mmol/L per day');
    expect(text('temperature.trend', 'temperature', 'K/d', 0.3)).toBe('+0.30 °C per day');
    expect(text('potassium.hours-since', 'potassium', 'h', 7.25)).toBe('7.25 h');
    expect(text('age', 'age', 'a', 74)).toBe('74 y');
    expect(text('prior-admissions', 'prior-admissions', '1', 2)).toBe('2');
  });
});

it('numbers group thousands, use a true minus and have no negative zero', () => {
  expect(numberText(-1234.5, 1)).toBe('−1,234.5');
  expect(numberText(-0.001, 1)).toBe('0.0');
  expect(plain(plainText(0.4567, 'd'))).toBe('0.46 d');
});
