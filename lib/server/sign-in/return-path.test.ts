import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-path.ts';

describe('safeReturnPath', () => {
  it.each(['/', '/patients/abc-1', '/upload?x=1'])('keeps %s', (path) =>
    expect(safeReturnPath(path)).toBe(path),
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    '/api/auth/sign-out',
    '/sign-in?return=/',
    '',
    null,
    undefined,
  ])('turns %j into /', (path) => expect(safeReturnPath(path)).toBe('/'));

  it('never leaves the origin, whatever was asked', () => {
    const hostile = fc.array(
      fc.constantFrom('/', '\\', '.', '..', 'evil.example', '\t', '@', '%2f', ':', '?', '#'),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const path = safeReturnPath(`/${parts.join('')}`);
        expect(new URL(path, 'https://consilium.example').origin).toBe('https://consilium.example');
      }),
    );
  });
});
