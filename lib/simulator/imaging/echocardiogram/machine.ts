import type { Stream } from '../../stream.ts';

/** What a machine and its user do to the picture. The makers are invented. */
export type Machine = {
  readonly manufacturer: string;
  readonly model: string;
  readonly framesPerSecond: number;
  /** dB between black and white. */
  readonly dynamicRange: number;
  /** Beams to either side that one beam smears over. */
  readonly beamWidth: number;
};

const MACHINES: readonly [Machine, ...Machine[]] = [
  {
    manufacturer: 'Simulated Alkaid',
    model: 'Alkaid Echo 1',
    framesPerSecond: 50,
    dynamicRange: 54,
    beamWidth: 1,
  },
  {
    manufacturer: 'Simulated Dubhe',
    model: 'Dubhe Cardio 2',
    framesPerSecond: 40,
    dynamicRange: 60,
    beamWidth: 2,
  },
];

/** How well the patient could be seen. `dropout` 0 … 1: beams that ribs or lung take away. */
export type Quality = {
  readonly gain: number;
  readonly dropout: number;
  /** Tangent of the middle of the lost beams. */
  readonly lostBeam: number;
};

export const pickMachine = (stream: Stream): Machine => stream.pick(MACHINES);

export function drawQuality(stream: Stream, dropout: number): Quality {
  return {
    gain: 2.5 * stream.normal(),
    dropout,
    lostBeam: stream.chance(0.7) ? 0.52 + 0.06 * stream.normal() : -0.6 + 0.06 * stream.normal(),
  };
}
