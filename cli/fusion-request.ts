import type { PictureFinding } from '#lib/modalities/imaging/slice.ts';

/** How a row's picture findings came about: by rendering and reading each picture, or by the errors of a bank of readings. */
export const pictureWays = ['read', 'emulated', 'none'] as const;
export type PictureWay = (typeof pictureWays)[number];

/** Whose rows: patients 0 … `patients` − 1 of a seed of the heart-failure cohort, complete. */
export type FusionRequest = {
  readonly patients: number;
  readonly seed: number;
  /** Days after discharge that everybody has a row of. */
  readonly days: readonly number[];
  /** How many more of the days 1 … 7 are drawn for each patient. */
  readonly drawnDays: number;
  readonly pictures: PictureWay;
  /** Strength of the interaction arm, 0 … below 1: whoever has come back in it has no later row. */
  readonly interaction: number;
};

/** What a network said to one picture whose truth is known. */
export type BankedReading = {
  readonly kind: 'radiograph' | 'echo';
  readonly truth: readonly number[];
  /** Empty: the picture was refused. */
  readonly findings: readonly Pick<PictureFinding, 'id' | 'value' | 'unit' | 'spread'>[];
};

/** One file of a share: rows of patients `from` to `to` − 1, or readings for the bank. */
export type FusionShard = {
  readonly kind: 'rows' | 'bank';
  readonly request: FusionRequest;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** The file of the bank; `null` for shards that need none. */
  readonly bank: string | null;
};
