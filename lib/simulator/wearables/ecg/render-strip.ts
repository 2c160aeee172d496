import { exp } from '../../arithmetic.ts';
import { type Grain, openGrain } from '../../imaging/grain.ts';
import { openStream, type Stream } from '../../stream.ts';
import type { Wearer } from '../wearer.ts';
import { integrateModel } from './dynamical-model.ts';
import { drawMorphology, type Morphology, wavesOf } from './morphology.ts';
import { addOscillation } from './oscillation.ts';
import { STRIP_SECONDS, type Strip } from './plan-strips.ts';

export const SAMPLING_RATE = 250;
const STRIP_SAMPLES = STRIP_SECONDS * SAMPLING_RATE;
/** McSharry's A, mV: by how much breathing moves the baseline. */
const BREATHING_MV = 0.05;
const MAINS_HZ = 60;
/** Share of strips in which the finger leaves the electrode for some seconds, and in which the arm moves. */
const LIFTED = 0.05;
const MOVED = 0.15;

/** How one wearer's strips look: shared by all of them. */
type Electrode = {
  readonly morphology: Morphology;
  /** Standard deviation of the muscle noise and amplitude of the mains hum, mV. */
  readonly muscle: number;
  readonly mains: number;
  readonly breathing: number;
};

export function drawElectrode({ seed, index }: Wearer, breathing: number): Electrode {
  const stream = openStream(seed, index, 'wearable-electrode');
  return {
    morphology: drawMorphology(stream),
    muscle: 0.012 * exp(0.4 * stream.normal()),
    mains: 0.008 * exp(0.6 * stream.normal()),
    breathing,
  };
}

/** A span in samples, `to` exclusive; empty where nothing happened. */
type Span = { readonly from: number; readonly to: number };

function drawSpan(stream: Stream, probability: number): Span {
  const happens = stream.chance(probability);
  const from = stream.integer(0, STRIP_SAMPLES - 1);
  const samples = stream.integer(SAMPLING_RATE, 5 * SAMPLING_RATE);
  return happens ? { from, to: Math.min(STRIP_SAMPLES, from + samples) } : { from: 0, to: 0 };
}

/** z₀ of the model: breathing and the slow drift of the electrode, mV, every half sampling interval. */
function wanderingBaseline(stream: Stream, { breathing }: Electrode): Float64Array {
  const baseline = new Float64Array(2 * STRIP_SAMPLES + 1);
  const waves = [
    { frequency: breathing, amplitude: BREATHING_MV },
    { frequency: 0.03 + 0.05 * stream.uniform(), amplitude: 0.12 * stream.uniform() },
    { frequency: 0.1 + 0.1 * stream.uniform(), amplitude: 0.06 * stream.uniform() },
  ];
  for (const wave of waves)
    addOscillation(baseline, 2 * SAMPLING_RATE, { ...wave, phase: 6.2 * stream.uniform() });
  return baseline;
}

/** Fibrillatory waves of 4 to 9 Hz instead of P waves: three that beat against one another. */
function addFibrillation(signal: Float64Array, stream: Stream, height: number): void {
  const main = 5.5 + 1.5 * stream.uniform();
  for (const frequency of [main, main * 0.86, main * 1.13])
    addOscillation(signal, SAMPLING_RATE, {
      frequency,
      amplitude: height / 2,
      phase: 6.2 * stream.uniform(),
    });
}

function addNoise(signal: Float64Array, grain: Grain, muscle: number, moved: Span): void {
  for (let i = 0; i < signal.length; i += 1) signal[i] = (signal[i] ?? 0) + muscle * grain.normal();
  let sway = 0;
  for (let i = moved.from; i < moved.to; i += 1) {
    sway = 0.97 * sway + 0.03 * grain.normal();
    signal[i] = (signal[i] ?? 0) + 2 * sway + 5 * muscle * grain.normal();
  }
}

/** Lead I in mV at 250 Hz; NaN while the finger is off. The n-th strip of a wearer is always the same. */
export function renderStrip(
  { seed, index }: Wearer,
  n: number,
  { beats, fibrillating }: Strip,
  electrode: Electrode,
): Float64Array {
  const stream = openStream(seed, index, `wearable-strip-${n}`);
  const { morphology, muscle, mains } = electrode;
  const model = beats.map(({ at, label }) => ({ at, waves: wavesOf(morphology, label, fibrillating) }));
  const signal = integrateModel(model, wanderingBaseline(stream, electrode), SAMPLING_RATE);
  const fibrillation = openStream(seed, index, `wearable-fibrillation-${n}`);
  if (fibrillating) addFibrillation(signal, fibrillation, morphology.fibrillation);
  addOscillation(signal, SAMPLING_RATE, {
    frequency: MAINS_HZ,
    amplitude: mains,
    phase: 6.2 * stream.uniform(),
  });
  const lifted = drawSpan(stream, LIFTED);
  const moved = drawSpan(stream, MOVED);
  addNoise(signal, openGrain(stream), muscle, moved);
  return signal.fill(Number.NaN, lifted.from, lifted.to);
}
