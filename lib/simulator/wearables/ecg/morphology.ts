import { exp } from '../../arithmetic.ts';
import type { Stream } from '../../stream.ts';
import type { BeatLabel } from './tachogram.ts';

/** One Gaussian of the model: height in mV, where in the cycle, how wide; radians, the R peak at 0. */
export type Wave = { readonly height: number; readonly angle: number; readonly width: number };

/** Waves by kind of beat, at 60 beats a minute, as one wearer's lead I shows them. */
export type Morphology = {
  readonly sinus: readonly Wave[];
  readonly fibrillating: readonly Wave[];
  readonly ectopic: readonly Wave[];
  /** Height of the fibrillatory waves, mV. */
  readonly fibrillation: number;
};

const DEGREE = Math.PI / 180;

/**
 * Angles and widths of ECGSYN (McSharry 2003, table I, as its authors published the program); heights are those of
 * lead I. An ectopic beat has no P wave, is wide, and its T wave points the other way.
 */
export function drawMorphology(stream: Stream): Morphology {
  const vary = (value: number, spread = 0.2) => value * exp(stream.normal(0, spread));
  const wave = (height: number, degrees: number, width: number): Wave => ({
    height,
    angle: degrees * DEGREE,
    width,
  });
  const r = vary(0.85, 0.25);
  const wide = vary(1, 0.1);
  const p = wave(vary(0.1), -70, 0.25 * 0.8);
  const conducted = [
    wave(-r * vary(0.09), -15, 0.1 * wide),
    wave(r, 0, 0.1 * wide),
    wave(-r * vary(0.16), 15, 0.1 * wide),
    wave(r * vary(0.24, 0.3), 100, 0.4),
  ];
  const ectopic = [
    wave(-r * 0.25, -32, 0.22),
    wave(r * vary(1.25, 0.15), 0, 0.25),
    wave(-r * vary(0.4, 0.15), 105, 0.42),
  ];
  return { sinus: [p, ...conducted], fibrillating: conducted, ectopic, fibrillation: vary(0.05, 0.3) };
}

export const wavesOf = (morphology: Morphology, label: BeatLabel, fibrillating: boolean): readonly Wave[] =>
  label === 'V' ? morphology.ectopic : fibrillating ? morphology.fibrillating : morphology.sinus;
