import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Analyte, analytes } from './analytes.ts';
import { toCanonical } from './units.ts';

const analyte = (id: string): Analyte => {
  const found = analytes.find((one) => one.id === id);
  if (!found) throw new Error(`no analyte ${id}`);
  return found;
};
const convert = (id: string, value: number, unit: string, loinc?: string) => {
  const { codes } = analyte(id);
  const code = codes.find((one) => one.loinc === loinc) ?? codes[0];
  const converted = code && toCanonical(analyte(id), code, value, { texts: [unit] });
  return typeof converted === 'number' ? converted : undefined;
};

const unitText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('valueOf', '__proto__', 'constructor', 'toString', 'mm Hg', 'deg', '10*999999/L', '1e9'),
  fc
    .array(fc.constantFrom('m', 'mol', 'g', '/', 'L', '.', '(', ')', '{x}', '10*', '-', '3', '[degF]', 'Cel'))
    .map((parts) => parts.join('')),
);

describe('toCanonical', () => {
  it.each([
    ['creatinine', 88.4, 'umol/L', 1.0],
    ['creatinine', 88.4, 'µmol/L', 1.0],
    ['creatinine', 88.4, 'μmol/L', 1.0],
    ['sodium', 140, 'mEq/L', 140],
    ['potassium', 4.1, 'meq/L', 4.1],
    ['glucose', 5.5, 'mmol/L', 99.09],
    ['haemoglobin', 140, 'g/L', 14],
    ['haemoglobin', 8, 'mmol/L', 12.89],
    ['crp', 1.2, 'mg/dL', 12],
    ['leukocytes', 7.2, 'K/uL', 7.2],
    ['leukocytes', 7.2, '10^3/uL', 7.2],
    ['leukocytes', 7.2, '10*9/L', 7.2],
    ['leukocytes', 7200, '/uL', 7.2],
    ['nt-probnp', 100, 'pmol/L', 845.7],
    ['troponin-t', 0.014, 'ng/mL', 14],
    ['heart-rate', 72, 'bpm', 72],
    ['heart-rate', 72, '{beats}/min', 72],
    ['systolic-pressure', 120, 'mmHg', 120],
    ['systolic-pressure', 16, 'kPa', 120.01],
    ['temperature', 98.6, '[degF]', 37],
    ['temperature', 98.6, 'degF', 37],
    ['temperature', 310.15, 'K', 37],
    ['weight', 180, 'lbs', 81.65],
    ['oxygen-saturation', 0.97, '1', 97],
  ])('%s %d %s is %d in the canonical unit', (id, value, unit, expected) => {
    const converted = convert(id, value, unit);
    expect(converted).toBeDefined();
    expect(Math.abs((converted ?? 0) / expected - 1)).toBeLessThan(1e-3);
  });

  it('takes the molecule that the LOINC code names: urea weighs more than its nitrogen', () => {
    expect(convert('urea-nitrogen', 20, 'mg/dL', '3094-0')).toBe(20);
    expect(convert('urea-nitrogen', 42.04, 'mg/dL', '3091-6')).toBeCloseTo(19.61, 2);
    expect(convert('urea-nitrogen', 0.4204, 'g/L', '3091-6')).toBeCloseTo(19.61, 2);
    for (const loinc of ['14937-7', '22664-7', '3094-0'])
      expect(convert('urea-nitrogen', 7, 'mmol/L', loinc)).toBeCloseTo(19.61, 2);
  });

  it.each([
    ['sodium', ''],
    ['sodium', 'furlongs'],
    ['sodium', 'mg/dL/'],
    ['heart-rate', '1'],
    ['crp', 'nmol/L'],
    ['glucose', 'mEq/L'],
    ['weight', 'mmol/L'],
    ['troponin-t', '[IU]/L'],
    ['sodium', 'mmol/L'.repeat(10)],
    ['sodium', '(((((((mmol'],
  ])('%s in "%s" is not converted', (id, unit) => {
    expect(convert(id, 1, unit)).toBeUndefined();
  });

  it('never throws or writes, whatever the unit text', () => {
    const written = vi.spyOn(console, 'log');
    fc.assert(
      fc.property(fc.constantFrom(...analytes), unitText, fc.double(), (one, unit, value) => {
        const code = one.codes[0];
        const converted = code && toCanonical(one, code, value, { texts: [unit] });
        expect(typeof converted === 'number' || converted === 'unknown').toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it('reads back what the display factors of every analyte write', () => {
    const positive = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...analytes), positive, (one, value) => {
        const code = one.codes[0];
        for (const { unit, factor } of Object.values(one.display)) {
          for (const sent of [{ ucum: unit, texts: [unit] }, { texts: [unit] }]) {
            const back = code && toCanonical(one, code, value * factor, sent);
            expect(Math.abs(Number(back) / value - 1), `${one.id} ${unit}`).toBeLessThan(1e-9);
          }
        }
      }),
    );
  });

  it.each([
    ['ng/mL{FEU}', 640],
    ['ug/L{FEU}', 640],
    ['mg/L{FEU}', 640_000],
    ['mg/L FEU', 640_000],
    ['ng/mL{DDU}', undefined],
    ['ng/mL D-DU', undefined],
    ['ug/mL DDU', undefined],
  ])('reads a D-dimer of 640 %s in fibrinogen equivalents, never in its own units', (unit, value) => {
    expect(convert('d-dimer', 640, unit)).toBe(value);
  });

  it('keeps the order of values', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 25, max: 45, noNaN: true }),
        fc.double({ min: 25, max: 45, noNaN: true }),
        (a, b) => {
          const [low, high] = [a, b].map(
            (celsius) => convert('temperature', celsius * 1.8 + 32, '[degF]') ?? 0,
          );
          expect(Math.sign((high ?? 0) - (low ?? 0)) * Math.sign(b - a)).toBeGreaterThanOrEqual(0);
          expect(low).toBeCloseTo(a, 9);
        },
      ),
    );
  });
});
