import { describe, expect, it } from 'vitest';
import { IdentifyingText } from './identifying-text.ts';

const NAME = 0x00100010;
const knowing = (vr: string, ...values: readonly (readonly [tag: number, text: string])[]) => {
  const texts = new IdentifyingText();
  for (const [tag, text] of values) texts.add(tag, vr, text);
  return (text: string) => texts.isIn('LO', text);
};

describe('a name that was taken out', () => {
  it.each([
    ['Li^Wu', 'chest LI pa', 'liver'],
    ['Ng^A', 'for Dr NG', 'angio'],
    ['Müller^Jörg', 'Mueller 2', 'mule'],
    ['Müller^Jörg', 'JOERG', 'george'],
    ['Mueller^X', 'Frau MUELLER', 'mule'],
    ['Núñez^Ana', 'NUNEZ_AE', 'nun'],
    ['王^小明', '胸部 王小明', '国王'],
    ['王^明', '王明 CT', '王室'],
    ['Wang^XiaoMing=王^小明', '小明', '小児'],
    ['김^희', '김희 흉부', '희망'],
    ['山田^太郎=ヤマダ^タロウ', 'やまだ', '山'],
    ['ﾔﾏﾀﾞ^ﾀﾛｳ', 'ヤマダ', 'ヤマ'],
    ['Иванов^И', 'ИВАНОВ', 'ива'],
    ['Παπαδόπουλος^Γ', 'ΠΑΠΑΔΟΠΟΥΛΟΣ', 'παπ'],
    ['สมชาย^ใจดี', 'นายสมชาย', 'สม'],
  ])('%s is found in "%s" and not in "%s"', (name, text, other) => {
    const isIn = knowing('PN', [NAME, name]);
    expect([isIn(text), isIn(other)]).toEqual([true, false]);
  });

  it('is no initial, and no single character of a common script', () => {
    const isIn = knowing('PN', [NAME, 'X^Y']);
    expect(isIn('x-ray of y')).toBe(false);
  });
});

it('a birth date is found as people write it', () => {
  const isIn = knowing('DA', [0x00100030, '19500102']);
  for (const text of ['born 1950-01-02', '02.01.1950', '01/02/1950', 'x19500102y'])
    expect(isIn(text)).toBe(true);
  expect(isIn('1950')).toBe(false);
});
