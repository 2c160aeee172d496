import { AMOUNTS, COUNTED_THINGS, COUNTS, EVENTS, TIMES, VOLUMES, WHOLE_UNITS } from './unit-words.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A power of ten as laboratories write it: 10*3, 10^3, 10**3, 10E3, 10(3), 10x3, x103, E3. */
const POWER = /^[x*]?(?:10(?:\*\*|[*^x]|e\+?)?\(?(\d{1,2})\)?|e\+?(\d{1,2}))$/;
/** A power of ten written out, from a hundred to ten thousand. */
const WRITTEN_OUT = /^[x*]?10{2,4}$/;
/** The highest power that anything in a body is counted in. */
const HIGHEST_POWER = 12;
const BODY_SURFACE = /^(?:ml|cc)\/min(?:ute)?\/[({]?1[.,]73_?(?:m\^?\*?2|sqm|sqmeters?|squaremeters?)[)}]?$/;

/** One spelling of the signs that fonts and keyboards vary: micro, degree, multiplication, stroke, raised digits. */
const withPlainSigns = (text: string): string =>
  text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => `^${[...digits].map((one) => SUPERSCRIPTS.indexOf(one)).join('')}`)
    .replace(/[º˚]/g, '°')
    .normalize('NFKC')
    .replace(/μ/g, 'u')
    .replace(/[×✕✖∗·⋅]/g, '*')
    .replace(/[⁄∕÷]/g, '/')
    .replace(/−/g, '-');

/** Lower case, `per` as a stroke, no spaces, no dots but those of a decimal number. */
const plainSpelling = (text: string): string =>
  withPlainSigns(text)
    .toLowerCase()
    .replace(/\s+per\s+/g, '/')
    .replace(/\s+/g, '')
    .replace(/\.(?!\d)|(?<!\d)\./g, '');

function powerOf(count: string): string | undefined {
  const power = POWER.exec(count);
  const exponent = Number(power?.[1] ?? power?.[2]);
  if (exponent >= 2 && exponent <= HIGHEST_POWER) return `10*${exponent}`;
  return WRITTEN_OUT.test(count) ? `10*${count.replace(/^[x*]/, '').length - 1}` : undefined;
}

/** The number that is counted, as a UCUM factor; empty for one, `undefined` for what is no number. */
function countOf(text: string): string | undefined {
  const bare = text
    .replace(/^(?:wbc|leukocytes|cells?)(?=[x*]?10|k$)/, '')
    .replace(/\{[a-z]*\}$/, '')
    .replace(COUNTED_THINGS, '')
    .replace(/(?<=\d)[x*.]$/, '');
  if (['', '1', '#', 'no', 'nr', 'number'].includes(bare)) return '';
  return powerOf(bare) ?? COUNTS.get(bare) ?? COUNTS.get(bare.replace(/^[x*]/, ''));
}

function quotients(amount: string, per: string): string[] {
  const time = TIMES.get(per);
  if (time !== undefined && (amount === '' || EVENTS.has(amount))) return [`/${time}`];
  const denominator = VOLUMES.get(per) ?? time;
  if (denominator === undefined) return [];
  const count = countOf(amount);
  const counts = time === undefined ? count?.split(' ') : undefined;
  const numerators = [AMOUNTS.get(amount) ?? [], counts ?? []].flat();
  return numerators.map((numerator) => `${numerator}/${denominator}`);
}

/**
 * The UCUM codes that a unit written as text can mean; none for a spelling that is not known. `g/l` is grams or, in
 * French and German blood counts, giga per litre: only the quantity measured tells which.
 *
 * @param text unit as a laboratory, monitor or person writes it, without a code system
 */
export function unitsMeant(text: string): readonly string[] {
  const spelling = plainSpelling(text);
  const whole = WHOLE_UNITS.get(spelling);
  if (whole !== undefined) return [whole];
  if (BODY_SURFACE.test(spelling)) return ['mL/min/{1.73_m2}'];
  const [amount = '', per, ...more] = spelling.split('/');
  return per === undefined || more.length > 0 ? [] : quotients(amount, per);
}

/** The two micro signs of Unicode (U+00B5, U+03BC) are the `u` of UCUM. */
export const plainUnit = (unit: string): string => unit.trim().replace(/[µμ]/g, 'u');
