import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codings,
  conceptText,
  element,
  hasCode,
  quantityOf,
  referenceText,
  referenceTo,
} from './elements.ts';

const potassium = {
  coding: [null, { system: 'http://loinc.org' }, { system: 'http://loinc.org', code: ' 2823-3 ' }],
};

describe('accessors of hostile elements', () => {
  it('keeps only codings with a code, and assumes no system', () => {
    expect(codings(potassium)).toEqual([{ system: 'http://loinc.org', code: '2823-3', display: undefined }]);
    expect(codings({ code: 'IMP' })).toEqual([{ system: undefined, code: 'IMP', display: undefined }]);
    expect(hasCode([potassium], 'http://loinc.org', new Set(['2823-3']))).toBe(true);
    expect(hasCode({ coding: [{ code: '2823-3' }] }, 'http://loinc.org', new Set(['2823-3']))).toBe(false);
  });

  it('names a concept by text, then display, then code', () => {
    expect(conceptText({ ...potassium, text: 'Potassium' })).toBe('Potassium');
    expect(conceptText(potassium)).toBe('2823-3');
    expect(conceptText({ coding: 'x' })).toBeUndefined();
  });

  it('sees own elements only', () => {
    expect(element({}, 'constructor')).toBeUndefined();
    expect(element(JSON.parse('{"__proto__":{"polluted":1}}'), 'polluted')).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        codings(value);
        conceptText(value);
        referenceText(value);
        referenceTo(value);
        quantityOf(value);
      }),
    );
  });
});
