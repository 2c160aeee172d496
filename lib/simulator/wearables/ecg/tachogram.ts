import { clamp, cos, exp, sin } from '../../arithmetic.ts';
import type { Stream } from '../../stream.ts';

/** `N` conducted, `V` ventricular ectopic: the letters of the PhysioNet annotations. */
export type BeatLabel = 'N' | 'V';

export type Beat = {
  /** Instant of the R peak, s from the start of the strip; beats just outside the strip are there to shape its ends. */
  readonly at: number;
  readonly label: BeatLabel;
};

/** How the heart of one strip beats. */
export type RateModulation = {
  /** Mean RR interval, s. */
  readonly meanRr: number;
  /** RMSSD that the modulation has on average, ms. */
  readonly rmssd: number;
  /** Power in the low-frequency band (about 0.1 Hz) over that in the high-frequency band. */
  readonly lfOverHf: number;
  /** Breathing frequency, Hz: the centre of the high-frequency band. */
  readonly breathing: number;
};

type Line = { readonly frequency: number; readonly amplitude: number; readonly phase: number };

const LOW_FREQUENCY = 0.1;
/** Spread of the lines of a band about its centre, Hz, and their shares of its power. */
const LINES = [
  { offset: -0.015, share: 0.25 },
  { offset: 0, share: 0.5 },
  { offset: 0.015, share: 0.25 },
] as const;

const SHORTEST_RR = 0.3;
const LONGEST_RR = 2.2;

/** Mean square of the successive differences of a unit-variance oscillation sampled once per RR interval. */
const differenceGain = (frequency: number, rr: number): number => 2 * (1 - cos(2 * Math.PI * frequency * rr));

/** Variance of the high-frequency band, s², so that both bands together give the RMSSD. */
export function highFrequencyPower({ meanRr, rmssd, lfOverHf, breathing }: RateModulation): number {
  const square = (rmssd / 1000) * (rmssd / 1000);
  return square / (differenceGain(breathing, meanRr) + lfOverHf * differenceGain(LOW_FREQUENCY, meanRr));
}

/**
 * Oscillations of the RR interval in two bands, Mayer waves and respiratory sinus arrhythmia, as section II-B of
 * McSharry PE et al., IEEE Trans Biomed Eng 2003;50:289–294 has them; few lines, as 30 s resolve no more.
 */
function modulationLines(stream: Stream, modulation: RateModulation): Line[] {
  const high = highFrequencyPower(modulation);
  const band = (centre: number, power: number): Line[] =>
    LINES.map(({ offset, share }) => ({
      frequency: centre + offset,
      amplitude: Math.sqrt(2 * power * share),
      phase: 2 * Math.PI * stream.uniform(),
    }));
  return [...band(LOW_FREQUENCY, high * modulation.lfOverHf), ...band(modulation.breathing, high)];
}

/** Sinus rhythm with ectopics: each comes early, and the pause after it makes up for that. */
export function sinusBeats(
  stream: Stream,
  modulation: RateModulation,
  ectopicsPerBeat: number,
  seconds: number,
): Beat[] {
  const lines = modulationLines(stream, modulation);
  const rrAt = (t: number) =>
    lines.reduce(
      (rr, { frequency, amplitude, phase }) => rr + amplitude * sin(2 * Math.PI * frequency * t + phase),
      modulation.meanRr,
    );
  const beats: Beat[] = [];
  let at = -modulation.meanRr * (1 + stream.uniform());
  while (at < seconds + 2 * LONGEST_RR) {
    beats.push({ at, label: 'N' });
    const rr = clamp(rrAt(at), SHORTEST_RR, LONGEST_RR);
    const ectopic = stream.chance(ectopicsPerBeat);
    if (ectopic) beats.push({ at: at + rr * (0.55 + 0.1 * stream.uniform()), label: 'V' });
    at += ectopic ? 2 * rr : rr;
  }
  return beats;
}

/**
 * Atrial fibrillation: intervals independent of one another, skewed to the long.
 * Zeng W, Glass L. Statistical properties of heartbeat intervals during atrial fibrillation. Phys Rev E 1996;54:1779–1784.
 */
export function fibrillatingBeats(stream: Stream, meanRr: number, seconds: number): Beat[] {
  const beats: Beat[] = [];
  const spread = 0.21;
  let at = -meanRr * (1 + stream.uniform());
  while (at < seconds + 2 * LONGEST_RR) {
    beats.push({ at, label: 'N' });
    const skewed = meanRr * exp(stream.normal(-0.5 * spread * spread, spread));
    at += clamp(skewed, SHORTEST_RR, LONGEST_RR);
  }
  return beats;
}
