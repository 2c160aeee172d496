import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analytes } from './analytes.ts';
import codes from './codes/analyte-codes.json' with { type: 'json' };
import { hasMod10Digit } from './fixtures/check-digits.ts';
import { toCanonical } from './units.ts';

const all = analytes.flatMap((analyte) => analyte.codes.map((code) => ({ analyte, code })));
const find = (loinc: string) => {
  const found = all.find(({ code }) => code.loinc === loinc);
  if (!found) throw new TypeError(`${loinc} is no analyte's`);
  return found;
};
const read = (loinc: string, value: number, unit: string) => {
  const { analyte, code } = find(loinc);
  return Number(toCanonical(analyte, code, value, { ucum: unit, texts: [] }));
};

describe('the LOINC codes of the analytes', () => {
  it('are of the analytes of the contract, and no code is of two', () => {
    expect(Object.keys(codes).toSorted()).toEqual(analytes.map(({ id }) => id).toSorted());
    expect(new Set(all.map(({ code }) => code.loinc)).size).toBe(all.length);
  });

  it('end in their check digit', () => {
    expect(all.map(({ code }) => code.loinc).filter((loinc) => !hasMod10Digit(loinc))).toEqual([]);
  });

  it.each([
    '2161-8', // creatinine in urine
    '2164-2', // clearance
    '11042-9', // before dialysis
    '12190-5', // body fluid
    '14685-2', // cobalamin
    '3142-7', // stated weight
    '8460-8', // standing
    '2711-0', // saturation of venous blood
    '2342-4', // glucose in cerebrospinal fluid
    '20570-8', // haematocrit
  ])('do not hold %s, which is another quantity', (loinc) => {
    expect(all.some(({ code }) => code.loinc === loinc)).toBe(false);
  });
});

/**
 * Pairs of codes for one quantity, as mass and as substance: from the table of MIRACUM (github.com/miracum/loinc-conversion,
 * data/conversion.tsv), whose factors have two to four digits. Its factor for urea nitrogen, 6.006, is that of urea.
 */
const PAIRS = [
  ['59826-8', 'umol/L', '38483-4', 'mg/dL', 0.01131],
  ['14682-9', 'umol/L', '2160-0', 'mg/dL', 0.01131],
  ['77140-2', 'umol/L', '2160-0', 'mg/dL', 0.01131],
  ['59260-0', 'mmol/L', '718-7', 'g/dL', 1.61],
  ['75928-2', 'mmol/L', '30313-1', 'g/dL', 1.61],
  ['6298-4', 'mmol/L', '75940-7', 'mg/dL', 3.906],
  ['15074-8', 'mmol/L', '2339-0', 'mg/dL', 18.02],
  ['72516-8', 'mmol/L', '2340-8', 'mg/dL', 18.02],
  ['14743-9', 'mmol/L', '41653-7', 'mg/dL', 18.02],
  ['14749-6', 'mmol/L', '2345-7', 'mg/dL', 18.02],
  ['39480-9', 'mmol/L', '41652-9', 'mg/dL', 18.02],
  ['39481-7', 'mmol/L', '41651-1', 'mg/dL', 18.02],
  ['51596-5', 'mmol/L', '32016-8', 'mg/dL', 18.02],
  ['14771-0', 'mmol/L', '1558-6', 'mg/dL', 18.02],
  ['72903-8', 'mmol/L', '20977-5', 'mg/dL', 6.006],
  ['22664-7', 'mmol/L', '3091-6', 'mg/dL', 6.006],
  ['14937-7', 'mmol/L', '3094-0', 'mg/dL', 2.801],
  ['59570-2', 'mmol/L', '6299-2', 'mg/dL', 2.801],
  ['83108-1', 'pmol/L', '83107-3', 'pg/mL', 8.457],
  ['54347-0', 'umol/L', '1751-7', 'g/L', 0.0665],
] as const;

describe('one sample under two codes', () => {
  it.each(PAIRS)('%s in %s and %s in %s give one value', (substance, unit, mass, massUnit, factor) => {
    expect(find(substance).analyte.id).toBe(find(mass).analyte.id);
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e4, noNaN: true }), (amount) => {
        const a = read(substance, amount, unit);
        const b = read(mass, amount * factor, massUnit);
        return Math.abs(a - b) <= 0.005 * Math.abs(a);
      }),
    );
  });

  it('reads moles of urea and moles of its nitrogen as the same: LOINC counts molecules', () => {
    expect(read('22664-7', 10, 'mmol/L')).toBeCloseTo(read('14937-7', 10, 'mmol/L'), 9);
  });

  it('reads the canonical unit under every code of an analyte, alike but for urea', () => {
    for (const { analyte, code } of all) {
      const ratio = analyte.molarMass !== null && code.molarMass ? analyte.molarMass / code.molarMass : 1;
      expect(read(code.loinc, 2, analyte.unit)).toBeCloseTo(2 * ratio, 9);
    }
  });
});
