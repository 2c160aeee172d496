import type { Stream } from '../../stream.ts';

/** What a machine does to a picture. The makers are invented: no real device is imitated. */
export type Scanner = {
  readonly dicomModality: 'DX' | 'CR';
  readonly manufacturer: string;
  readonly model: string;
  readonly photometric: 'MONOCHROME1' | 'MONOCHROME2';
  /** Attenuation shown as middle grey, and the slope of the grey scale there. */
  readonly level: number;
  readonly contrast: number;
  /** Share of the local detail that is added again. */
  readonly enhancement: number;
  /** Photons per pixel behind no object. */
  readonly photons: number;
  /** Scattered over primary radiation that the grid lets through. */
  readonly scatter: number;
  /** Noise is blurred with the picture when true: the grain of a storage phosphor. */
  readonly phosphor: boolean;
  readonly maskedBorder: boolean;
};

const DIGITAL = {
  dicomModality: 'DX',
  photometric: 'MONOCHROME2',
  phosphor: false,
  maskedBorder: true,
} as const;

export const SCANNERS: readonly [Scanner, ...Scanner[]] = [
  {
    ...DIGITAL,
    manufacturer: 'Simulated Alcor',
    model: 'Alcor DR 1',
    level: 2.6,
    contrast: 1.35,
    enhancement: 0.5,
    photons: 9000,
    scatter: 0.1,
  },
  {
    ...DIGITAL,
    manufacturer: 'Simulated Mizar',
    model: 'Mizar Flat 2',
    level: 2.5,
    contrast: 1.15,
    enhancement: 0.9,
    photons: 6000,
    scatter: 0.12,
    maskedBorder: false,
  },
  {
    ...DIGITAL,
    manufacturer: 'Simulated Merak',
    model: 'Merak DR 3',
    photometric: 'MONOCHROME1',
    level: 2.75,
    contrast: 1.5,
    enhancement: 0.3,
    photons: 7000,
    scatter: 0.1,
  },
];

/** The machine on wheels, and the one whose look a shortcut learner finds: soft, grainy, pale. */
export const PORTABLE: Scanner = {
  dicomModality: 'CR',
  manufacturer: 'Simulated Phecda',
  model: 'Phecda Plate 4',
  photometric: 'MONOCHROME2',
  level: 2.3,
  contrast: 1.05,
  enhancement: 0.15,
  photons: 2200,
  scatter: 0.2,
  phosphor: true,
  maskedBorder: false,
};

/** `strength` 0: the scanner says nothing about the patient; 1: the `marked` are all taken on `PORTABLE`, no one else. */
export type Shortcut = { readonly strength: number; readonly marked: boolean };

export function pickScanner(stream: Stream, portable: boolean, shortcut: Shortcut): Scanner {
  const honest = stream.pick(SCANNERS);
  const plain = portable || stream.chance(0.1) ? PORTABLE : honest;
  const followsShortcut = stream.chance(shortcut.strength);
  if (!followsShortcut) return plain;
  return shortcut.marked ? PORTABLE : honest;
}
