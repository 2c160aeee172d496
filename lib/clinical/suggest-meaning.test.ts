import { describe, expect, it } from 'vitest';
import { suggestMeaning } from './suggest-meaning.ts';

describe('suggestMeaning', () => {
  it.each([
    ['result', 'Kreatinin (enzymatisch)', 'creatinine'],
    ['result', 'Créatinine', 'creatinine'],
    ['result', 'Natrium', 'sodium'],
    ['result', 'K+', 'potassium'],
    ['result', 'NT-proBNP', 'nt-probnp'],
    ['result', 'hs-Troponin T', 'troponin-t'],
    ['result', 'Hämoglobin', 'haemoglobin'],
    ['result', 'White blood cell count', 'leukocytes'],
    ['diagnosis', 'Herzinsuffizienz NYHA III', 'heart-failure'],
    ['diagnosis', 'Diabete mellito tipo 2', 'diabetes'],
    ['diagnosis', 'Type 2 diabetes', 'diabetes'],
    ['drug', 'Azosemid 30 mg', 'loop-diuretic'],
    ['drug', 'Zofenopril', 'ras-inhibitor'],
    ['drug', 'Celiprolol', 'beta-blocker'],
  ] as const)('%s “%s” looks like %s', (kind, wording, id) => {
    expect(suggestMeaning(kind, wording)?.id ?? null).toBe(id);
  });

  it.each([
    ['result', 'Creatinine, urine'],
    ['result', 'Kreatinin-Clearance'],
    ['result', 'Albumin/Kreatinin-Quotient'],
    ['result', 'HbA1c'],
    ['result', 'Ferritin'],
    ['diagnosis', 'No heart failure'],
    ['diagnosis', 'Family history of stroke'],
    ['diagnosis', 'Diabetes insipidus'],
    ['diagnosis', 'Prediabetes'],
    ['diagnosis', 'Pulmonary hypertension'],
    ['drug', 'Nystatin'],
    ['drug', 'Timolol eye drops'],
    ['drug', ''],
  ] as const)('%s “%s” looks like nothing that is read', (kind, wording) => {
    expect(suggestMeaning(kind, wording)).toBeNull();
  });
});
