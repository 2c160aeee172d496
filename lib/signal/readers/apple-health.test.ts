import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppleHealthReader } from './apple-health.ts';

function read(xml: string, piece = 7) {
  const reader = new AppleHealthReader();
  for (let at = 0; at < xml.length; at += piece) reader.write(xml.slice(at, at + piece));
  return reader.finish();
}

const record = (type: string, start: string, value: string, body = '') =>
  `<Record type="HKQuantityTypeIdentifier${type}" unit="%" startDate="${start}" endDate="${start}" value="${value}">${body}</Record>`;
const beats = [60, 75, 50]
  .map((bpm) => `<InstantaneousBeatsPerMinute bpm="${bpm}" time="7:10:00,00 AM"/>`)
  .join('');
const list = `<HeartRateVariabilityMetadataList>${beats}</HeartRateVariabilityMetadataList>`;
const wrap = (records: string) =>
  `<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]><HealthData locale="de">${records}</HealthData>`;

describe('AppleHealthReader', () => {
  it('reads single beats and saturation from pieces of any size', () => {
    const xml = wrap(
      record('OxygenSaturation', '2026-03-01 22:01:00 +0100', '0.97') +
        record('HeartRateVariabilitySDNN', '2026-03-01 22:00:00 +0100', '41', list) +
        record('OxygenSaturation', '2026-03-01 22:00:00 +0100', '0.95'),
    );
    for (const piece of [1, 7, 10_000]) {
      const { intervals, saturation, issues } = read(xml, piece);
      expect(issues).toEqual([]);
      expect([...intervals.ms]).toEqual([1000, 800, 1200]);
      expect(intervals.at[0]).toBe(Date.parse('2026-03-01T21:00:01Z') / 1000);
      expect(saturation).toMatchObject({ periodSeconds: 60, startMs: Date.parse('2026-03-01T21:00:00Z') });
      expect([...(saturation?.values ?? [])]).toEqual([95, 97]);
    }
  });

  it('keeps what stands before a cut, and says what was left out', () => {
    const whole = wrap(record('OxygenSaturation', '2026-03-01 22:00:00 +0100', '0.95'));
    const cut = read(whole.slice(0, -20));
    expect([...(cut.saturation?.values ?? [])]).toEqual([95]);
    expect(cut.issues[0]?.message).toContain('The export is cut off');
    const odd = read(
      wrap(
        record('OxygenSaturation', 'yesterday', '0.95') +
          record('OxygenSaturation', '2026-03-01 22:00:00 +0100', 'x'),
      ),
    );
    expect(odd.saturation).toBeUndefined();
    expect(odd.issues[0]?.message).toBe('2 readings have no number or no time and were left out.');
  });

  it('expands no entity', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
    expect(read(bomb).issues[0]?.message).toContain('The export is cut off');
    const named = wrap(record('OxygenSaturation', '2026-03-01 22:00:00 +0100', '&a;'));
    expect(read(named).issues.map(({ code }) => code)).toEqual(['structure', 'value-missing']);
  });

  const steps = (source: string, minute: number, attributes = '') =>
    `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="${source}" unit="count" startDate="2026-03-01 10:${String(minute).padStart(2, '0')}:00 +0100" endDate="2026-03-01 10:${String(minute + 1).padStart(2, '0')}:00 +0100" value="${10 + minute}"${attributes}/>\n`;
  const DTD =
    '<!DOCTYPE HealthData [\n<!-- Note: children <Record/> of a correlation stand twice. -->\n<!ELEMENT HealthData (Record*)>\n]>';
  const walk = `<?xml version="1.0"?>\n${DTD}\n<HealthData locale="en">\n${Array.from({ length: 30 }, (_, m) => steps('A’s &lt;Watch&gt;', m)).join('')}</HealthData>`;
  const counts = (xml: string, piece = 10_000) => read(xml, piece).samples.steps.map(({ value }) => value);

  it('reads names with entities, and nothing from comments and document types', () => {
    expect(read(walk).issues).toEqual([]);
    expect(read(walk).samples.steps[0]).toMatchObject({ source: 'A’s <Watch>', kind: 'watch', value: 10 });
    expect(counts(walk)).toHaveLength(30);
  });

  it('knows what was entered by hand', () => {
    const byHand = wrap(
      `${steps('Health', 1, '><MetadataEntry key="HKWasUserEntered" value="1"').replace('/>', '/></Record>')}${steps('iPhone', 2)}`,
    );
    expect(read(byHand).samples.steps.map(({ kind }) => kind)).toEqual(['entered by hand', 'phone']);
  });

  it('loses one reading at most to one wrong character, says so, and reads pieces of any size alike', () => {
    const wrong = fc.constantFrom(
      '\u000b',
      '\u0000',
      '<',
      '>',
      '&',
      '"',
      "'",
      '=',
      '/',
      ' ',
      '\ud800',
      '\ufffd',
      'x',
    );
    fc.assert(
      fc.property(
        fc.nat(walk.length - 1),
        wrong,
        fc.boolean(),
        fc.integer({ min: 1, max: 500 }),
        (at, sign, insert, piece) => {
          const broken = walk.slice(0, at) + sign + walk.slice(at + Number(!insert));
          const found = counts(broken);
          const lost = Array.from({ length: 30 }, (_, m) => 10 + m).filter((value) => !found.includes(value));
          expect(lost.length).toBeLessThanOrEqual(1);
          expect(read(broken, piece)).toEqual(read(broken, broken.length));
        },
      ),
      { numRuns: 300 },
    );
    const { issues, samples } = read(
      wrap(`${steps('Apple\u000bWatch', 1)}${steps('Apple Watch', 2)}${steps('A & B', 3)}`),
    );
    expect(issues[0]?.message).toContain('broken in 2 tags');
    expect(samples.steps.map(({ source }) => source)).toEqual(['Apple Watch', 'Apple Watch', 'A & B']);
  });

  it('counts the beats of a recording that stands twice once', () => {
    const one = record('HeartRateVariabilitySDNN', '2026-03-01 22:00:00 +0100', '41', list);
    expect([...read(wrap(one + one)).intervals.ms]).toEqual([1000, 800, 1200]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'<>/="& Recordtype!?[]-'), maxLength: 120 }),
        (xml) => {
          read(xml);
        },
      ),
    );
  });
});
