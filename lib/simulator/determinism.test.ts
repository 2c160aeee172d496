import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);
/** Anything whose result an engine, a clock or a locale may choose. */
const FORBIDDEN =
  /Math\.(?!(abs|ceil|floor|round|min|max|sqrt|imul|LN2|SQRT2|PI)\b)\w+|\*\*[^/*]|Date\.now|new Date\(\)|\bIntl\b|toLocale|localeCompare|performance\.|crypto\./;

describe('the simulator', () => {
  it.each(sources)('%s uses nothing that differs between engines', (name) => {
    const code = readFileSync(join(FOLDER, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(FORBIDDEN.exec(code)?.[0]).toBeUndefined();
  });

  it('is found out when it does', () => {
    for (const bad of ['Math.exp(1)', 'x ** 2', 'Math.random()', 'Date.now()', "a.localeCompare('b')"]) {
      expect(FORBIDDEN.test(bad)).toBe(true);
    }
  });
});
