import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingLabels, linePath, scaleBetween } from './plot-scale.ts';

test('a scale maps its ends, what lies between, and what lies beyond', () => {
  const y = scaleBetween(0, 10, 100, 20);
  expect([0, 10, 5, 15].map(y)).toEqual([100, 20, 60, -20]);
});

test('labels that fit stand below their marks', () => {
  const marks = [
    { at: 50, label: '2 Mar' },
    { at: 150, label: '9 Mar' },
  ];
  expect(fittingLabels(marks, 300)).toEqual(marks);
});

test('a label at the end of the axis is moved inward, and one without room is left out', () => {
  const labels = fittingLabels(
    [
      { at: 0, label: '00:00' },
      { at: 20, label: '06:00' },
      { at: 200, label: '12:00' },
    ],
    200,
  );
  expect(labels.map(({ label }) => label)).toEqual(['00:00', '12:00']);
  expect(labels[0]?.at).toBeGreaterThan(0);
  expect(labels[1]?.at).toBeLessThan(200);
});

test('shown labels are in order and never nearer than their letters are wide', () => {
  const mark = fc.record({
    at: fc.double({ min: 0, max: 400, noNaN: true }),
    label: fc.string({ minLength: 1, maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(mark), (marks) => {
      const labels = fittingLabels(
        marks.toSorted((a, b) => a.at - b.at),
        400,
      );
      for (const [index, label] of labels.entries()) {
        const before = labels[index - 1];
        if (before)
          expect(label.at - before.at).toBeGreaterThan(3 * (label.label.length + before.label.length));
      }
    }),
  );
});

test('a line breaks where a value is missing', () => {
  expect(linePath([null, [0, 1], [2, 3], null, null, [4, 5.126]])).toBe('M0.00,1.00L2.00,3.00M4.00,5.13');
  expect(linePath([])).toBe('');
});
