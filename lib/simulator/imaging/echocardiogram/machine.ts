import { nonEmpty, type Stream } from '../../stream.ts';
import file from './machines.json' with { type: 'json' };

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

const MACHINES: readonly [Machine, ...Machine[]] = nonEmpty(file.machines);

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
