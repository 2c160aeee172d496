import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, readText } from './character-set.ts';

/** Bytes of a string in which each character is one byte. */
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
const ESC = '\x1b';

describe('text in the character sets of a file', () => {
  // The examples of PS3.5 annexes H, I, J and K, and others of each set.
  it.each<[string, readonly string[], string, string]>([
    ['Latin 1', ['ISO_IR 100'], 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
    ['Latin 2', ['ISO_IR 101'], 'W\xb3adys\xb3aw', 'Władysław'],
    ['Latin 5', ['ISO_IR 148'], '\xc7elik^\xddpek', 'Çelik^İpek'],
    ['Latin 9', ['ISO_IR 203'], '\xa4 \xbd', '€ œ'],
    ['Cyrillic', ['ISO_IR 144'], '\xbb\xee\xda\x63\xd5', 'Люкcе'],
    ['Greek', ['ISO_IR 126'], '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
    ['Hebrew', ['ISO_IR 138'], '\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4', 'שרון^דבורה'],
    ['Arabic', ['ISO_IR 127'], '\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1', 'قباني^لنزار'],
    ['Thai', ['ISO_IR 166'], '\xb7\xb4\xca\xcd\xba', 'ทดสอบ'],
    ['Katakana', ['ISO_IR 13'], '\xd4\xcf\xc0\xde^\xc0\xdb\xb3', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
    [
      'Japanese of two bytes',
      ['', 'ISO 2022 IR 87'],
      `Yamada^Tarou=${ESC}$B;3ED${ESC}(B^${ESC}$BB@O:${ESC}(B=${ESC}$B$d$^$@${ESC}(B^${ESC}$B$?$m$&${ESC}(B`,
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'Japanese with Katakana',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${ESC}$B;3ED${ESC}(J^${ESC}$BB@O:${ESC}(J`,
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
    ],
    [
      'Korean',
      ['', 'ISO 2022 IR 149'],
      `Hong^Gildong=${ESC}$)C\xfb\xf3^${ESC}$)C\xd1\xce\xd4\xd7=${ESC}$)C\xc8\xab^${ESC}$)C\xb1\xe6\xb5\xbf`,
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    [
      'Chinese by code extension',
      ['', 'ISO 2022 IR 58'],
      `Zhang^XiaoDong=${ESC}$)A\xd5\xc5^${ESC}$)A\xd0\xa1\xb6\xab=`,
      'Zhang^XiaoDong=张^小东=',
    ],
    ['Chinese whole', ['GB18030'], 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=', 'Wang^XiaoDong=王^小东='],
    ['Greek within Latin', ['ISO 2022 IR 100', 'ISO 2022 IR 126'], `\xe9 ${ESC}-F\xe4${ESC}-A\xe4`, 'é δä'],
  ])('%s', (_name, terms, written, expected) => {
    expect(readText(bytes(written), terms, 'name')).toEqual({ text: expected, doubt: null });
  });

  it('is UTF-8 where that is named', () => {
    expect(readText(utf8('Wang^小东=王^小東'), ['ISO_IR 192'], 'name').text).toBe('Wang^小东=王^小東');
    expect(readText(bytes('M\xfcller'), ['ISO_IR 192']).doubt).toBe('unreadable');
  });

  it('begins anew with the first set at each part of a name, and at line ends', () => {
    const greek = ['ISO 2022 IR 100', 'ISO 2022 IR 126'];
    expect(decodeText(bytes(`${ESC}-F\xe4^\xe4`), greek, 'name')).toBe('δ^ä');
    expect(decodeText(bytes(`${ESC}-F\xe4^\xe4\r\n\xe4\\\xe4`), greek)).toBe('δ^δ\r\nä\\ä');
  });

  it('keeps the upper half when only the lower one changes', () => {
    expect(decodeText(bytes(`${ESC}-F\xe4${ESC}(B\xe4`), ['ISO 2022 IR 6', 'ISO 2022 IR 126'])).toBe('δδ');
  });

  it('is told where an escape sequence is missing and only one set fits', () => {
    expect(readText(bytes('Hong=\xfb\xf3^\xd1\xce'), ['', 'ISO 2022 IR 149'], 'name')).toEqual({
      text: 'Hong=洪^吉',
      doubt: 'escape-missing',
    });
  });

  it('without a named set is UTF-8 or unreadable, and never letters of a guess', () => {
    for (const terms of [[], [''], ['ISO_IR 999'], ['nonsense']]) {
      expect(readText(utf8('Müller'), terms)).toEqual({ text: 'Müller', doubt: 'read-as-utf-8' });
      expect(readText(bytes('M\xfcller'), terms)).toEqual({ text: 'M\ufffdller', doubt: 'unreadable' });
    }
    expect(readText(bytes('Mueller'), [])).toEqual({ text: 'Mueller', doubt: null });
  });

  it('in a set of one byte that is well-formed UTF-8 is doubted', () => {
    expect(readText(utf8('Müller'), ['ISO_IR 100'])).toEqual({ text: 'MÃ¼ller', doubt: 'looks-like-utf-8' });
  });

  it.each(['ISO IR 100', 'iso_ir 100', 'ISO-IR-100', 'ISO 2022 IR 100', 'ISO_IR_100', 'ISOIR100'])(
    'takes “%s” for Latin 1',
    (term) => {
      expect(decodeText(bytes('\xe9'), [term])).toBe('é');
    },
  );

  it('never throws, whatever the bytes and sets', () => {
    const term = fc.constantFrom('', 'ISO 2022 IR 87', 'ISO 2022 IR 149', 'ISO_IR 13', 'GB18030', 'x');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(term, { maxLength: 3 }), (noise, terms) => {
        expect(typeof readText(noise, terms, 'name').text).toBe('string');
      }),
    );
  });
});
