import { describe, expect, it } from 'vitest';
import { order, type Resource } from '../fixtures/charts.ts';
import { entries, furosemide, loop, messages, request } from './fixtures/medications.ts';

describe('the drug', () => {
  const by = (reference: object) => ({
    medicationCodeableConcept: undefined,
    medicationReference: reference,
  });
  const medication = (id: string, more: object): Resource => ({ resourceType: 'Medication', id, ...more });

  it('is found in place, contained, in another resource of any version, or by the name of the reference', () => {
    const text = (words: string) => ({ code: { text: words } });
    const found = entries(
      order('a', 'carvedilol 25 MG', '2026-02-01'),
      order('b', '', '2026-02-02', {
        ...by({ reference: '#x' }),
        contained: [medication('x', text('lisinopril'))],
      }),
      order('c', '', '2026-02-03', by({ reference: 'Medication/m' })),
      order('d', '', '2026-02-04', by({ reference: 'Medication/m/_history/2' })),
      order('e', '', '2026-02-05', by({ identifier: { system: 's', value: '7' } })),
      order('f', '', '2026-02-06', by({ reference: 'Medication/gone', display: 'Eliquis 5 mg' })),
      medication('m', { ...text('spironolactone 25 MG'), identifier: [{ system: 's', value: '7' }] }),
    );
    expect(found.map(({ classes }) => classes[0])).toEqual([
      'beta-blocker',
      'ras-inhibitor',
      'mra',
      'mra',
      'mra',
      'anticoagulant',
    ]);
  });

  it('is what its active ingredients are', () => {
    const ingredient = (more: object, extra: object = {}) =>
      loop(
        order('a', '', '2026-03-02', by({ reference: 'Medication/m' })),
        medication('m', { code: { text: 'Pharmacy mix 12' }, ingredient: [{ ...more, ...extra }] }),
        { resourceType: 'Substance', id: 's', code: furosemide },
        medication('inner', { ingredient: [{ itemReference: { reference: 'Substance/s' } }] }),
      );
    expect(ingredient({ itemCodeableConcept: furosemide })).toBe(1);
    expect(ingredient({ itemReference: { reference: 'Substance/s' } })).toBe(1);
    expect(ingredient({ itemReference: { reference: 'Medication/inner' } })).toBe(1);
    expect(ingredient({ itemReference: { reference: 'Medication/m' } })).toBe(0);
    expect(ingredient({ itemCodeableConcept: furosemide, isActive: false })).toBe(0);
  });

  it('is in doubt where code and text are different drugs', () => {
    const mixed = order('a', '', '2026-03-02', {
      medicationCodeableConcept: { ...furosemide, text: 'Metoprolol 25 mg' },
    });
    expect(loop(mixed)).toContain('its codes and its text name different drugs');
    expect(messages(mixed)).toEqual([
      'Medication: 1 left out, because its codes and its text name different drugs.',
    ]);
  });

  it('is no drug of the class on the skin or in the eye', () => {
    const route = { dosageInstruction: [{ route: { text: 'Topical' } }] };
    expect(loop(request('a', '2026-03-02', route))).toBe(0);
    const coded = { route: { coding: [{ system: 'http://snomed.info/sct', code: '54485002' }] } };
    expect(loop(request('a', '2026-03-02', { dosageInstruction: [coded] }))).toBe(0);
  });

  it.each(['NO furosemide', 'furosemide allergy', 'consider furosemide 40 mg'])(
    'is none where the text says %s',
    (text) => {
      expect(loop(order('a', text, '2026-03-02'))).toBe(0);
      expect(messages(order('a', text, '2026-03-02'))).toEqual([
        'Medication: 1 left out, because the text only speaks of a drug and describes none.',
      ]);
    },
  );

  it('keeps its dose and strength', () => {
    const detailed = order('a', '', '2026-03-02', {
      ...by({ reference: 'Medication/m' }),
      dosageInstruction: [
        {
          doseAndRate: [{ doseQuantity: { value: 2, unit: 'tablets' } }],
          timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
        },
      ],
    });
    const strong = medication('m', {
      code: { text: 'furosemide' },
      ingredient: [
        {
          itemCodeableConcept: furosemide,
          strength: { numerator: { value: 40, unit: 'mg' }, denominator: { value: 1, unit: 'tablet' } },
        },
      ],
    });
    expect(entries(detailed, strong)[0]).toMatchObject({
      label: 'furosemide, 40 mg / 1 tablet',
      dose: '2 tablets, 2 times per day',
    });
    expect(
      entries(request('b', '2026-03-02', { dosageInstruction: [{ text: '40 mg daily' }] }))[0]?.dose,
    ).toBe('40 mg daily');
  });

  it('is left out with a sentence where it is not named or a mistake', () => {
    expect(
      messages(order('a', '', '2026-03-02'), request('b', '2026-03-02', { status: 'entered-in-error' })),
    ).toEqual([
      'Medication: 1 left out, because it was entered in error.',
      'Medication: 1 left out, because the drug is not named.',
    ]);
  });
});
