// How far apart the pixels of a picture are.

/** Millimetres per pixel, and where that comes from. */
export type Spacing = {
  readonly x: number;
  readonly y: number;
  readonly basis: SpacingBasis;
};

/**
 * `detector`: at the detector, so that what lies nearer to the tube is smaller than it measures. `magnification`: that,
 * divided by an estimate. `unstated`: a film whose file does not say whether its scale is that of the detector.
 * `film`: of the paper or film that was scanned.
 */
export type SpacingBasis = 'patient' | 'detector' | 'magnification' | 'unstated' | 'film' | 'ultrasound';

export type Point = { readonly x: number; readonly y: number };

/** The scale that holds for some points, or why none does: the end of a sentence; empty when the file has none at all. */
export type Scale = { readonly spacing: Spacing } | { readonly spacing: null; readonly reason: string };
