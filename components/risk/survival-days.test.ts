import { expect, test } from 'vitest';
import { dayMarks, nearestDay, steppedDay } from './survival-days.ts';

const days = [0, 5, 10, 30].map((day) => ({ day, probability: 1, low: 1, high: 1 }));

test('each week is labelled, and the horizon instead of a week that is too near to it', () => {
  expect(dayMarks(30)).toEqual([0, 7, 14, 21, 30]);
  expect(dayMarks(34)).toEqual([0, 7, 14, 21, 28, 34]);
  expect(dayMarks(28)).toEqual([0, 7, 14, 21, 28]);
});

test('the pointer finds the nearest day, beyond the ends too', () => {
  expect([-3, 2, 3, 7.4, 99].map((time) => nearestDay(days, time))).toEqual([0, 0, 1, 1, 3]);
});

test('keys step from day to day and stop at the ends', () => {
  expect(steppedDay('ArrowLeft', 0, 4)).toBe(0);
  expect(steppedDay('ArrowRight', 1, 4)).toBe(2);
  expect(steppedDay('End', 1, 4)).toBe(3);
  expect(steppedDay('Home', 3, 4)).toBe(0);
  expect(steppedDay('a', 1, 4)).toBeNull();
});
