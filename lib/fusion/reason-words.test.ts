import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyteOf } from '#lib/clinical/quantity-text.ts';
import { type Feature, LINE } from '#lib/contract/feature.ts';
import { modalities } from '#lib/modalities/index.ts';
import { reasonWords } from './reason-words.ts';

const manifest: { inputs: { features: readonly { id: string }[] } } = JSON.parse(
  readFileSync('public/models/readmission/2/manifest.json', 'utf8'),
);
const read = new Set(manifest.inputs.features.map(({ id }) => id));
const features: readonly Feature<never>[] = Object.values(modalities).flatMap(
  (modality): readonly Feature<never>[] => modality.features,
);
/** What can stand for its measure in a list: of an analyte the last value alone. */
const headlines = features.filter(
  ({ id, measure }) => read.has(id) && (!analyteOf(measure) || id.endsWith('.last')),
);

function told({ id, label, measure, unit }: Feature<never>, value: number, raises: boolean) {
  const headline = { feature: id, label, measure, unit, group: 'any', value, contribution: raises ? 1 : -1 };
  const wording = { units: 'conventional', sex: 'female' } as const;
  return reasonWords({ headline, trend: null, raises }, wording);
}

describe('short words of a reason', () => {
  it.each(headlines.map((one) => [one.id, one] as const))('of %s stand in a line of a list', (_, one) => {
    const [low, high] = one.plausible;
    for (const value of [low, low + 0.47 * (high - low), high, 0, 1])
      for (const raises of [true, false])
        expect(told(one, value, raises).short.length, told(one, value, raises).short).toBeLessThanOrEqual(
          LINE,
        );
  });

  it('say what the long ones say, in fewer letters', () => {
    const of = (id: string, value: number) => {
      const one = headlines.find((each) => each.id === id);
      if (!one) throw new Error(`the model does not read ${id}`);
      const { words, short } = told(one, value, true);
      return [words, short];
    };
    expect(of('echo.heart-rate', 97)).toEqual([
      'heart rate 97/min during the echocardiogram',
      'echo heart rate 97/min',
    ]);
    expect(of('condition.copd', 0)).toEqual(['no chronic obstructive pulmonary disease', 'no COPD']);
    expect(of('days-since-discharge', 0)).toEqual(['no day at home yet', 'no day at home yet']);
    expect(of('polygenic.standardised', -1.24)[1]).toBe('polygenic score −1.2 SD');
  });
});
