import { describe, expect, it } from 'vitest';
import type { Member, View } from '#lib/similarity/profile.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import { madeUpSpace } from './fixtures/made-up-space.ts';
import type { ValueWords } from './value-words.ts';
import { whySentences } from './why-sentences.ts';

const UNITS: Readonly<Record<string, string>> = { 'crp.last': 'mg/L', 'sodium.last': 'mmol/L' };
const words: ValueWords = (id) => {
  const unit = UNITS[id];
  return unit === undefined ? null : { label: id, text: (value) => `${value}\u00a0${unit}` };
};

/** Spreads are 1 in this space: values are their own places. */
const withChart = (values: Record<string, number>): Pick<Member, 'views'> => {
  const view: View = { place: new Float32Array(4), values };
  return { views: { chart: view } };
};

const neighbour = (shares: Readonly<Record<string, number>>): Neighbour => ({
  member: 1,
  id: 'b',
  similarity: 0.5,
  views: Object.fromEntries(Object.entries(shares).map(([id, share]) => [id, { similarity: 0.8, share }])),
});

const ask = (
  own: Record<string, number>,
  other: Record<string, number>,
  shares: Readonly<Record<string, number>> = { chart: 0.4 },
) =>
  whySentences({
    views: madeUpSpace.views,
    own: withChart(own),
    other: withChart(other),
    neighbour: neighbour(shares),
    words,
    units: 'conventional',
  });

describe('why somebody is similar', () => {
  it('says both values with their unit once, the patient’s first, and tells what is the same', () => {
    expect(ask({ 'crp.last': 5 }, { 'crp.last': 5.3 }).agree).toEqual(['crp.last 5 and 5.3\u00a0mg/L']);
    expect(ask({ 'crp.last': 5 }, { 'crp.last': 5 }).agree).toEqual(['crp.last 5\u00a0mg/L in both']);
  });

  it('puts what is unusual in both before what is usual in all, and a difference among the differences', () => {
    const { agree, differ } = ask(
      { 'sodium.last': 0.1, 'crp.last': 4 },
      { 'sodium.last': 0.2, 'crp.last': 4.2 },
    );
    expect(agree[0]).toContain('crp.last');
    expect(differ).toEqual([]);
    expect(ask({ 'crp.last': 4 }, { 'crp.last': -1 })).toMatchObject({
      agree: [],
      differ: ['crp.last 4 and -1\u00a0mg/L'],
    });
  });

  it('names the source that adds most, the only one as such, and says nothing of what has no words', () => {
    expect(ask({}, {}, { chart: 0.4 }).short).toBe('Only laboratory and vital signs');
    const two = ask({ age: 3 }, { age: 3 }, { chart: 0.1, radiograph: 0.3 });
    expect(two.short).toBe('Mostly chest X-ray');
    expect(two.agree).toEqual([]);
  });
});
