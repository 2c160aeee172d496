import { nonEmpty, type Stream } from '../../stream.ts';
import scanners from './scanners.json' with { type: 'json' };

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

type WrittenScanner = Omit<Scanner, 'dicomModality' | 'photometric'> & {
  readonly dicomModality: string;
  readonly photometric: string;
};

function scannerFrom({ dicomModality, photometric, ...rest }: WrittenScanner): Scanner {
  if (dicomModality !== 'DX' && dicomModality !== 'CR')
    throw new TypeError(`${rest.model} makes no radiographs but ${dicomModality}`);
  if (photometric !== 'MONOCHROME1' && photometric !== 'MONOCHROME2')
    throw new TypeError(`${rest.model} makes no grey pictures but ${photometric}`);
  return { ...rest, dicomModality, photometric };
}

export const SCANNERS = nonEmpty(scanners.fixed.map(scannerFrom));

/** The machine on wheels, and the one whose look a shortcut learner finds: soft, grainy, pale. */
export const PORTABLE = scannerFrom(scanners.portable);

/** `strength` 0: the scanner says nothing about the patient; 1: the `marked` are all taken on `PORTABLE`, no one else. */
export type Shortcut = { readonly strength: number; readonly marked: boolean };

export function pickScanner(stream: Stream, portable: boolean, shortcut: Shortcut): Scanner {
  const honest = stream.pick(SCANNERS);
  const plain = portable || stream.chance(0.1) ? PORTABLE : honest;
  const followsShortcut = stream.chance(shortcut.strength);
  if (!followsShortcut) return plain;
  return shortcut.marked ? PORTABLE : honest;
}
