import { cos, sin } from '../../arithmetic.ts';

/** Adds `amplitude` · sin(2π `frequency` t + `phase`), t = i / `perSecond`, to an array by rotating a unit vector. */
export function addOscillation(
  into: Float64Array,
  perSecond: number,
  { frequency, amplitude, phase }: { frequency: number; amplitude: number; phase: number },
): void {
  const turn = (2 * Math.PI * frequency) / perSecond;
  const [c, s] = [cos(turn), sin(turn)];
  let x = amplitude * cos(phase);
  let y = amplitude * sin(phase);
  for (let i = 0; i < into.length; i += 1) {
    into[i] = (into[i] ?? 0) + y;
    const next = x * c - y * s;
    y = x * s + y * c;
    x = next;
  }
}
