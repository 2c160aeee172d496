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
    expect(cut.issues[0]?.message).toContain('The XML is broken');
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
    expect(read(bomb).issues[0]?.message).toContain('The XML is broken');
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
