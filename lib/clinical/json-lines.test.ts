import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonLines } from './json-lines.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('readJsonLines', () => {
  it('knows the line of every value and the names that stand twice', () => {
    const text = '{\n "a": [1,\n  {"b": "x\\n",\n "b": null}],\n "c": {}\n}';
    const { lineOf, repeated, brokenAt } = readJsonLines(text);
    expect(Object.fromEntries(lineOf)).toEqual({ '': 1, a: 2, 'a[0]': 2, 'a[1]': 3, 'a[1].b': 4, c: 5 });
    expect([repeated, brokenAt]).toEqual([['a[1].b'], null]);
  });

  it.each([
    ['', 1],
    ['{\n"a": }', 2],
    ['{"a": 1\n\n"b": 2}', 3],
    ['[1,\n2,]', 2],
    ['{} {}', 1],
    ['"\u0007"', 1],
  ])('%j breaks on line %d', (text, line) => {
    expect(readJsonLines(text).brokenAt).toBe(line);
  });

  it('finds broken what the platform cannot parse, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        (text) => {
          expect(readJsonLines(text).brokenAt === null).toBe(parses(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
