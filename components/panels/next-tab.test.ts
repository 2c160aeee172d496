import { expect, it } from 'vitest';
import { nextTab } from './next-tab.ts';

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 3, 0],
  ['ArrowLeft', 0, 3],
  ['ArrowLeft', 2, 1],
  ['Home', 2, 0],
  ['End', 1, 3],
  ['Enter', 1, null],
  ['Tab', 1, null],
])('%s at %d of four leads to %s', (key, at, next) => expect(nextTab(key, at, 4)).toBe(next));
