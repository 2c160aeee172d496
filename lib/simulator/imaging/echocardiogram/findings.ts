/** What an apical four-chamber view of a patient shows. */
export type EchoFindings = {
  /** Percent, 10 … 75. */
  readonly ejectionFraction: number;
  /** Millilitres, 60 … 320. */
  readonly endDiastolicVolume: number;
  /** Beats per minute, 40 … 140. */
  readonly heartRate: number;
  readonly wallMotion: WallMotion | null;
};

/** A stretch of wall that moves less: `severity` 0 normal, 1 no motion at all (the rest moves more to the same volume). */
export type WallMotion = { readonly segment: Segment; readonly severity: number };
export type Segment = 'septal' | 'lateral' | 'apical';
