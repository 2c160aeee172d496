import { describe, expect, it } from 'vitest';
import { stayOf } from '../hourly/fixtures/stays.ts';
import { deteriorationOutcomes } from './deterioration.ts';

const NOT_ASKED = Number.NaN;
const outcomes = (measured: Parameters<typeof stayOf>[0]) => [...deteriorationOutcomes(stayOf(measured))];

describe('deterioration', () => {
  it('comes where two measured hours of the next six are bad', () => {
    const pressures = [80, 78, null, 60, null, 62, 75, 80];
    expect(outcomes({ 'mean-pressure': pressures })).toEqual([
      1,
      1,
      1,
      // It is bad already, until a better value is measured.
      NOT_ASKED,
      NOT_ASKED,
      NOT_ASKED,
      // Too little is measured afterwards.
      NOT_ASKED,
      NOT_ASKED,
    ]);
  });

  it('is not one bad value between good ones', () => {
    expect(outcomes({ spo2: [97, 97, 80, 97, 97] })).toEqual([0, 0, NOT_ASKED, NOT_ASKED, NOT_ASKED]);
  });

  it('is farther than six hours away, and not foretold', () => {
    const saturations = [97, 97, 97, 97, 97, 97, 80, 80];
    expect(outcomes({ spo2: saturations }).slice(0, 2)).toEqual([0, 1]);
  });

  it('counts a NEWS2 only where most of its signs were measured anew', () => {
    const ill = {
      'heart-rate': 135,
      'respiratory-rate': 26,
      'systolic-pressure': 85,
      spo2: 95,
      temperature: 37,
    };
    const series = (id: keyof typeof ill, well: number, later: boolean) => [
      well,
      well,
      ill[id],
      later ? ill[id] : null,
    ];
    const all = (later: boolean) => ({
      'heart-rate': series('heart-rate', 70, later),
      'respiratory-rate': series('respiratory-rate', 15, later),
      'systolic-pressure': series('systolic-pressure', 120, later),
    });
    expect(outcomes(all(true))[0]).toBe(1);
    expect(outcomes(all(false))[0]).toBe(0);
  });
});
