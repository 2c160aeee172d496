import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyStay, stayOf } from '../hourly/fixtures/stays.ts';
import { cutAfter } from '../hourly/stay.ts';
import { explainStay, type StageTwoAsked } from './explain.ts';
import { sessionOf } from './fixtures/window-session.ts';
import { stageTwo } from './modalities.ts';
import { explanation } from './report.ts';
import { fromSent, toSent } from './sent-patient.ts';
import { readWindow, type StageTwoPatient } from './window.ts';

const hours = (from: number, to: number): number[] =>
  Array.from({ length: 13 }, (_, hour) => from + ((to - from) * hour) / 12);

const patient: StageTwoPatient = {
  stay: stayOf({
    'heart-rate': hours(80, 120),
    temperature: hours(37, 37),
    lactate: [1.8, null, null, null, null, null, 3.4],
  }),
  waveforms: [],
  known: null,
};
const asked: StageTwoAsked = { patient, hour: 12, question: 'sepsis', stageOne: null };
const modality = (all: Awaited<ReturnType<typeof explainStay>>, id: string) =>
  all.modalities.find((one) => one.id === id);

describe('an explanation', () => {
  it('gives each number of a sum its own part, without error', async () => {
    const session = sessionOf(
      (read) => read('vital-signs', 'heart-rate') / 100 + read('laboratory', 'lactate'),
    );
    const told = await explainStay(session, asked);
    expect(explanation.parse(told)).toEqual(told);
    const [rate] = modality(told, 'vital-signs')?.factors ?? [];
    expect([rate?.feature, rate?.standardError]).toEqual(['heart-rate', expect.closeTo(0, 6)]);
    expect(rate?.share).toBeCloseTo(1.2, 6);
    expect(modality(told, 'laboratory')?.share).toBeCloseTo(3.4, 6);
    expect(modality(told, 'laboratory')?.factors[0]?.text).toBe(
      'rising lactate, 1.8 → 3.4\u00a0mmol/L in 6\u00a0h',
    );
    expect(told.missing.map(({ id }) => id)).toEqual(['waveforms', 'genome']);
  });

  it('halves what two kinds of data do together, and adds up', async () => {
    const session = sessionOf(
      (read) => 0.4 + (read('vital-signs', 'heart-rate') / 60) * read('laboratory', 'lactate'),
    );
    const told = await explainStay(session, asked);
    expect(told.base).toBeCloseTo(0.4, 6);
    expect(modality(told, 'vital-signs')?.share).toBeCloseTo(3.4, 5);
    expect(modality(told, 'laboratory')?.share).toBeCloseTo(3.4, 5);
    const sum = told.modalities.reduce((total, { share }) => total + share, told.base);
    expect(Math.abs(sum - told.logOdds)).toBeLessThan(1e-5);
    for (const { share, factors } of told.modalities)
      expect(Math.abs(factors.reduce((total, one) => total + one.share, 0) - share)).toBeLessThan(1e-5);
  });

  it('states an error that covers what sampling misses of three numbers together', async () => {
    const session = sessionOf(
      (read) =>
        (read('vital-signs', 'heart-rate') / 60) *
        (read('vital-signs', 'temperature') / 37) *
        read('laboratory', 'lactate'),
    );
    const told = await explainStay(session, asked);
    // v = 2 · 1 · 3.4; the two vital signs are alike in it and share half of it with lactate.
    const signs = modality(told, 'vital-signs');
    expect(signs?.share).toBeCloseTo(3.4, 5);
    for (const feature of ['heart-rate', 'temperature']) {
      const one = signs?.factors.find((factor) => factor.feature === feature);
      expect(Math.abs((one?.share ?? Number.NaN) - 1.7)).toBeLessThan(4 * (one?.standardError ?? 0) + 1e-6);
    }
  });

  it('tells when each began, from what was known by then', async () => {
    const session = sessionOf((read) => read('laboratory', 'lactate'));
    const told = await explainStay(session, asked);
    expect(told.began.map(({ hoursAgo }) => hoursAgo)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const lactate = told.began.map(({ shares }) => shares.laboratory ?? Number.NaN);
    expect(lactate.slice(0, 5)).toEqual(Array(5).fill(expect.closeTo(1.8, 5)));
    expect(lactate.slice(5)).toEqual(Array(7).fill(expect.closeTo(3.4, 5)));
  });

  it('says when the two models lie on different sides of their thresholds', async () => {
    const session = sessionOf((read) => read('laboratory', 'lactate'));
    const one = (probability: number) => ({ model: 'icu-sepsis/1', probability, threshold: 0.02 });
    const said = (await explainStay(session, { ...asked, stageOne: one(0.001) })).disagreement;
    expect(said).toContain('icu-sepsis/1, which decides, does not warn (0.1 %, threshold 2.0 %)');
    expect((await explainStay(session, { ...asked, stageOne: one(0.2) })).disagreement).toBeNull();
  });
});

describe('a window', () => {
  it('is the same when nothing is known of later hours', () => {
    fc.assert(
      fc.property(anyStay, fc.nat(59), (stay, place) => {
        const hour = place % stay.hours;
        const whole = readWindow({ stay, waveforms: [], known: null }, hour);
        const cut = readWindow({ stay: cutAfter(stay, hour), waveforms: [], known: null }, hour);
        for (const { id } of stageTwo) expect(cut.get(id)).toEqual(whole.get(id));
      }),
      { numRuns: 40 },
    );
  });

  it('comes out of JSON as it went in', () => {
    fc.assert(
      fc.property(anyStay, (stay) => {
        const told = { stay, waveforms: [Float32Array.of(0.1, Number.NaN, 40)], known: null };
        const back = fromSent(JSON.parse(JSON.stringify(toSent(told))));
        const [one, other] = [readWindow(told, stay.hours - 1), readWindow(back, back.stay.hours - 1)];
        for (const { id } of stageTwo) expect(other.get(id)).toEqual(one.get(id));
      }),
      { numRuns: 40 },
    );
  });
});
