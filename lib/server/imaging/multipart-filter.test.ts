import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, MultipartFilter } from './multipart-filter.ts';

const BOUNDARY = 'b0undary';
type Part = { readonly headers: readonly string[]; readonly content: string };

const compose = (parts: readonly Part[]): Buffer =>
  Buffer.from(
    `${parts
      .map(({ headers, content }) => `--${BOUNDARY}\r\n${[...headers, ''].join('\r\n')}\r\n${content}\r\n`)
      .join('')}--${BOUNDARY}--\r\n`,
    'latin1',
  );

function filter(body: Buffer, cuts: readonly number[]): string {
  const filtering = new MultipartFilter(BOUNDARY);
  const out: Uint8Array[] = [];
  let at = 0;
  for (const cut of [...cuts, body.length].toSorted((a, b) => a - b)) {
    out.push(...[...filtering.push(body.subarray(at, cut))].map((piece) => new Uint8Array(piece)));
    at = Math.max(at, cut);
  }
  return Buffer.concat([...out, filtering.end()]).toString('latin1');
}

describe('MultipartFilter', () => {
  it('drops every header that does not say what a part is, wherever the pieces are cut', () => {
    const content = fc.string({
      unit: fc.constantFrom('\r', '\n', '-', 'b', '0', 'x', '\u00ff'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        fc.array(
          content.filter((text) => !`\r\n${text}\r\n`.includes(`\r\n--${BOUNDARY}`)),
          { maxLength: 4 },
        ),
        fc.array(fc.nat(600), { maxLength: 12 }),
        (contents, cuts) => {
          const parts = (extra: readonly string[]) =>
            contents.map((text) => ({
              headers: ['Content-Type: application/dicom', ...extra],
              content: text,
            }));
          const sent = compose(parts(['Content-Location: http://pacs.internal:8042/x', 'X-Machine: pacs']));
          const bounded = cuts.map((cut) => Math.min(cut, sent.length));
          expect(filter(sent, bounded)).toBe(compose(parts([])).toString('latin1'));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends a body whose headers never end', () => {
    const filtering = new MultipartFilter(BOUNDARY);
    const endless = Buffer.from(`--${BOUNDARY}\r\nX: ${'y'.repeat(20_000)}`);
    expect(() => [...filtering.push(endless)]).toThrow('no end of headers');
  });

  it('reads boundaries, quoted or not', () => {
    expect(boundaryOf('multipart/related; type="application/dicom"; boundary=abc-1')).toBe('abc-1');
    expect(boundaryOf('multipart/related; boundary="a b"; type=x')).toBe('a b');
    expect(boundaryOf('multipart/related')).toBeNull();
  });
});
