import { describe, expect, it } from 'vitest';
import { openStream } from '../../stream.ts';
import { integrateModel, type ModelBeat } from './dynamical-model.ts';
import { drawMorphology } from './morphology.ts';

const RATE = 250;
const SECONDS = 6;
const RR = 0.8;
const { sinus } = drawMorphology(openStream(3, 0, 'test'));
const beats: readonly ModelBeat[] = Array.from({ length: 11 }, (_, n) => ({
  at: RR * (n - 1),
  waves: sinus,
}));
const flat = new Float64Array(2 * RATE * SECONDS + 1);

/** The three coupled equations as printed, integrated as printed, with the engine's own functions. */
function integrateAllThree(start: number, perStep: number): number[] {
  const omega = (2 * Math.PI) / RR;
  const factor = Math.sqrt(1 / RR);
  const fold = (x: number) => x - 2 * Math.PI * Math.round(x / (2 * Math.PI));
  const derivative = ([x, y, z]: readonly number[]): number[] => {
    const [px = 0, py = 0, pz = 0] = [x, y, z];
    const alpha = 1 - Math.hypot(px, py);
    const theta = Math.atan2(py, px);
    const force = sinus.reduce((sum, { height, angle, width }) => {
      const delta = fold(theta - angle * factor);
      const b = width * factor;
      return sum - ((height * omega) / (b * b)) * delta * Math.exp((-delta * delta) / (2 * b * b));
    }, 0);
    return [alpha * px - omega * py, alpha * py + omega * px, force - pz];
  };
  const h = 1 / RATE / perStep;
  const add = (a: readonly number[], b: readonly number[], k: number) => a.map((v, i) => v + k * (b[i] ?? 0));
  let state = [1, 0, start];
  const z: number[] = [];
  for (let i = 0; i < SECONDS * RATE * perStep; i += 1) {
    if (i % perStep === 0) z.push(state[2] ?? 0);
    const k1 = derivative(state);
    const k2 = derivative(add(state, k1, h / 2));
    const k3 = derivative(add(state, k2, h / 2));
    const k4 = derivative(add(state, k3, h));
    const slope = k1.map((v, j) => (v + 2 * (k2[j] ?? 0) + 2 * (k3[j] ?? 0) + (k4[j] ?? 0)) / 6);
    state = add(state, slope, h);
  }
  return z;
}

describe('the dynamical model', () => {
  const z = integrateModel(beats, flat, RATE);

  it('is the solution of all three equations', () => {
    const fine = integrateAllThree(z[0] ?? 0, 8);
    const errors = fine.map((value, i) => Math.abs(value - (z[i] ?? 0)));
    expect(Math.max(...errors)).toBeLessThan(2e-3);
    expect(Math.max(...fine)).toBeGreaterThan(0.4);
  });

  it('has its R peaks where and as high as it was asked', () => {
    const r = sinus.find(({ angle }) => angle === 0)?.height ?? 0;
    for (let n = 2; n < 7; n += 1) {
      const centre = Math.round(RR * n * RATE);
      const around = z.subarray(centre - 60, centre + 60);
      expect(around.indexOf(Math.max(...around)) - 60).toBe(0);
      expect(Math.abs(Math.max(...around) - r)).toBeLessThan(0.25 * r);
    }
  });

  it('keeps a wave as high at any rate', () => {
    const peak = (rr: number) => {
      const some = Array.from({ length: 30 }, (_, n) => ({ at: rr * (n - 1), waves: sinus }));
      return Math.max(...integrateModel(some, flat, RATE).subarray(RATE * 3));
    };
    expect(peak(0.45) / peak(1.2)).toBeGreaterThan(0.85);
    expect(peak(0.45) / peak(1.2)).toBeLessThan(1.15);
  });

  it('follows the baseline', () => {
    const raised = integrateModel(beats, flat.slice().fill(0.3), RATE);
    expect((raised.at(-1) ?? 0) - (z.at(-1) ?? 0)).toBeCloseTo(0.3, 2);
  });
});
