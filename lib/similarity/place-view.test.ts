import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainView, smallSpace } from './fixtures/small-space.ts';
import { placeView } from './place-view.ts';
import type { SpaceView } from './space.ts';
import { splitDistance } from './split-distance.ts';

const viewOf = (features: readonly string[], changed: Partial<SpaceView> = {}): SpaceView => {
  const [view] = smallSpace({ views: [plainView('chart', features, changed)] }).views;
  if (!view) throw new Error('no view');
  return view;
};
const placed = (view: SpaceView, raw: readonly (number | null)[]) => {
  const found = placeView(view, raw);
  return 'gap' in found ? found.gap : [...found.place];
};

describe('a place', () => {
  it('is the map of transformed, centred and scaled inputs', () => {
    const view = viewOf(['age', 'crp.last'], {
      inputs: {
        kind: 'features',
        features: [
          { id: 'age', transform: 'none', offset: 0 },
          { id: 'crp.last', transform: 'log', offset: 1 },
        ],
      },
      centre: [60, 1],
      scale: [10, 2],
      map: [
        [1, 1],
        [0, 2],
        [1, 0],
      ],
    });
    expect(placed(view, [70, Math.E - 1])).toEqual([1, 0, 1]);
  });

  it('fills what is missing with 0 without a covariance, and with its mean given the rest with one', () => {
    expect(placed(viewOf(['age', 'crp.last']), [2, null])).toEqual([2, 0]);
    const covariance = [
      [1, 0.5],
      [0.5, 1],
    ];
    expect(placed(viewOf(['age', 'crp.last'], { covariance }), [2, null])).toEqual([2, 1]);
  });

  it('needs the least share of inputs, and one at least', () => {
    expect(placed(viewOf(['age', 'crp.last'], { leastPresent: 0.6 }), [2, null])).toBe(
      'Only 1 of 2 values are there, and 2 are needed.',
    );
    expect(placed(viewOf(['age', 'crp.last']), [null, null])).toBe('None of 2 values is there.');
  });

  it('takes a number that has no logarithm as missing', () => {
    const view = viewOf(['crp.last'], {
      inputs: { kind: 'features', features: [{ id: 'crp.last', transform: 'log', offset: 0 }] },
    });
    expect(placed(view, [0])).toBe('None of 1 values is there.');
  });

  it('measures from a point of its own where the view has one', () => {
    const plain = viewOf(['age', 'crp.last']);
    const moved = viewOf(['age', 'crp.last'], { shift: [2, -1] });
    const [from, to] = [placeView(plain, [70, 12]), placeView(moved, [70, 12])];
    if ('gap' in from || 'gap' in to) throw new TypeError('not placed');
    expect(Array.from(to.place, (value, axis) => value - (from.place[axis] ?? 0))).toEqual([2, -1]);
    const parts = splitDistance(moved, [70, 12], [50, 3]).map(({ part }) => part);
    expect(parts).toEqual(splitDistance(plain, [70, 12], [50, 3]).map(({ part }) => part));
  });

  it('has finite coordinates or none, whatever is read', () => {
    const view = viewOf(['age', 'crp.last', 'sex'], {
      covariance: [
        [1, 0.3, 0],
        [0.3, 1, -0.2],
        [0, -0.2, 1],
      ],
    });
    fc.assert(
      fc.property(fc.array(fc.option(fc.double()), { minLength: 3, maxLength: 3 }), (raw) => {
        const found = placeView(view, raw);
        expect('gap' in found || found.place.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

it('refuses a space whose covariance says nothing of what is missing', () => {
  expect(() =>
    viewOf(['age', 'crp.last'], {
      covariance: [
        [1, 2],
        [2, 1],
      ],
    }),
  ).toThrow(/positive definite/);
});
