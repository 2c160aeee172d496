import { decay } from '../../imaging/tabulated.ts';
import type { Wave } from './morphology.ts';

/** A heartbeat that the model runs through: when its R peak is and which waves it has. */
export type ModelBeat = { readonly at: number; readonly waves: readonly Wave[] };

/** A Gaussian is followed to this many widths from its centre; beyond, less than the resolution of a recorder is left. */
const REACH = 4;
const TURN = 2 * Math.PI;

/**
 * McSharry's dynamical model of the ECG (IEEE Trans Biomed Eng 2003;50:289–294, equations 1 and 2) started on its limit
 * cycle. There x² + y² stays 1 and the phase θ advances by the angular velocity ω = 2π / RR alone, so that of the three
 * coupled equations
 *
 *   ẋ = αx − ωy,  ẏ = αy + ωx,  ż = −Σ aᵢ Δθᵢ exp(−Δθᵢ² / 2bᵢ²) − (z − z₀(t)),  α = 1 − √(x² + y²)
 *
 * only the third needs integrating (a test integrates all three and compares). Fourth-order Runge–Kutta at the sampling
 * interval, as in the paper. aᵢ = heightᵢ ω / bᵢ² makes a wave as high at any rate: Sameni R et al., EURASIP J Adv Signal
 * Process 2007:043407, equation 3.
 *
 * @param beats in order of time; the first before 0, the last after the end
 * @param baseline z₀ in mV, every half sampling interval: 2·samples + 1 values
 * @returns z in mV, `samples` values
 */
export function integrateModel(
  beats: readonly ModelBeat[],
  baseline: Float64Array,
  samplingRate: number,
): Float64Array {
  const force = baseline.slice();
  let start = baseline[0] ?? 0;
  for (const [n, { waves }] of beats.entries()) {
    const factor = rateFactor(beats, n);
    for (const { height, angle, width } of waves) {
      const wave = { height, centre: TURN * n + angle * factor, width: width * factor };
      start += addWave(force, beats, 2 * samplingRate, wave);
    }
  }
  return rungeKutta(force, start, 1 / samplingRate);
}

/** √(60 s / RR) of the mean of both intervals about a beat: by it ECGSYN spreads the waves, and QT follows Bazett. */
function rateFactor(beats: readonly ModelBeat[], n: number): number {
  const before = beats[Math.max(0, n - 1)]?.at ?? 0;
  const after = beats[Math.min(beats.length - 1, n + 1)]?.at ?? 0;
  const intervals = n === 0 || n === beats.length - 1 ? 1 : 2;
  return Math.sqrt(intervals / Math.max(0.2, after - before));
}

/**
 * Adds one Gaussian's share of ż. The phase is 2πk at R peak k and grows evenly in between, so within an interval Δθ
 * grows by the same step from one value to the next. Returns how high the wave stands at 0 s: a strip begins anywhere.
 */
function addWave(
  force: Float64Array,
  beats: readonly ModelBeat[],
  perSecond: number,
  { height, centre, width }: { height: number; centre: number; width: number },
): number {
  const reach = REACH * width;
  const spread = 1 / (2 * width * width);
  let atStart = 0;
  const last = Math.min(beats.length - 2, Math.floor((centre + reach) / TURN));
  for (let k = Math.max(0, Math.floor((centre - reach) / TURN)); k <= last; k += 1) {
    const start = beats[k]?.at ?? 0;
    const end = beats[k + 1]?.at ?? 0;
    const velocity = TURN / (end - start);
    const zero = start + (centre - TURN * k) / velocity;
    const step = velocity / perSecond;
    const from = Math.max(0, Math.ceil(Math.max(start, zero - reach / velocity) * perSecond));
    const to = Math.min(force.length, Math.ceil(Math.min(end, zero + reach / velocity) * perSecond));
    const scale = (height * velocity) / (width * width);
    for (let j = from; j < to; j += 1) {
      const delta = (j - zero * perSecond) * step;
      const bell = decay(delta * delta * spread);
      force[j] = (force[j] ?? 0) - scale * delta * bell;
      if (j === 0) atStart = height * bell;
    }
  }
  return atStart;
}

/** ż = f(t) − z with f given every half step. */
function rungeKutta(force: Float64Array, start: number, step: number): Float64Array {
  const z = new Float64Array((force.length - 1) / 2);
  let value = start;
  for (let i = 0; i < z.length; i += 1) {
    z[i] = value;
    const middle = force[2 * i + 1] ?? 0;
    const k1 = (force[2 * i] ?? 0) - value;
    const k2 = middle - (value + 0.5 * step * k1);
    const k3 = middle - (value + 0.5 * step * k2);
    const k4 = (force[2 * i + 2] ?? 0) - (value + step * k3);
    value += (step / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return z;
}
