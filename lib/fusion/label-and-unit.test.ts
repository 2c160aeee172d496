import { describe, expect, it } from 'vitest';
import { nameBesideUnit, unitBesideLabel } from '#lib/clinical/label-and-unit.ts';
import { plainText, unitText } from '#lib/clinical/quantity-text.ts';
import { modalityIds, specsOf } from '#lib/modalities/index.ts';

const said = (label: string, unit: string, value: number): string =>
  `${nameBesideUnit(label, unit)} ${plainText(value, unitBesideLabel(label, unit))}`.replaceAll(
    '\u00a0',
    ' ',
  );

describe('a label with its value', () => {
  it.each([
    ['Steps a day', '{steps}/d', 'steps 989 per day'],
    ['Desaturations of 3 % an hour asleep', '/h', 'desaturations of 3 % asleep 989 per hour'],
    ['Time worn', 'h/d', 'time worn 989 h per day'],
    ['CRP', 'mg/L', 'CRP 989 mg/L'],
    ['Prior admissions', '1', 'prior admissions 989'],
  ])('%s in %s: %s', (label, unit, words) => expect(said(label, unit, 989)).toBe(words));

  it('says nothing twice, whatever the feature', () => {
    for (const { id, label, unit } of specsOf(modalityIds)) {
      const name = nameBesideUnit(label, unit).toLowerCase().split(/\s+/);
      const ofUnit = unitText(unitBesideLabel(label, unit)).split(/\s+/);
      const words = ofUnit.filter((word) => /^\p{L}{3,}$/u.test(word) && word !== 'per');
      expect(
        name.filter((word) => words.includes(word)),
        `${id}: ${label}, ${unit}`,
      ).toEqual([]);
      if (ofUnit.includes('per')) expect(name.join(' '), id).not.toMatch(/ (an|a|per) (hour|day|minute)\b/);
    }
  });
});
