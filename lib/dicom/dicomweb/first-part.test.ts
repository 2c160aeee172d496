import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPart } from './first-part.ts';

const buffer = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const TYPE = 'multipart/related; type="application/dicom"; boundary="b 1"';

describe('the only part of a multipart answer', () => {
  it('is what lies between its headers and the next boundary', () =>
    fc.assert(
      fc.property(fc.string(), (content) => {
        fc.pre(!content.includes('--b 1'));
        const body = `--b 1\r\nContent-Type: application/dicom\r\n\r\n${content}\r\n--b 1--\r\n`;
        expect(new TextDecoder().decode(firstPart(buffer(body), TYPE))).toBe(content);
      }),
    ));

  it('is the whole of an answer that has no parts', () => {
    expect(firstPart(buffer('x'), 'application/dicom')).toEqual(buffer('x'));
  });

  it('is none when there is a second one', () => {
    const part = 'Content-Type: application/dicom\r\n\r\nx\r\n';
    const body = `--b 1\r\n${part}--b 1\r\n${part}--b 1--\r\n`;
    expect(() => firstPart(buffer(body), TYPE)).toThrow('more than one file');
  });

  it('cannot be had from a body without its boundary', () => {
    expect(() => firstPart(buffer('--other\r\n\r\nx'), TYPE)).toThrow('not what it says');
    expect(() => firstPart(buffer('x'), 'multipart/related')).toThrow('not what it says');
  });
});
