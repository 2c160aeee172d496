/** What a chest radiograph of a patient shows; every share runs from 0 (none) to 1 (extreme). */
export type ChestFindings = {
  /** Widest heart over inner thoracic width, as in a postero-anterior film at 1.8 m; 0.35 … 0.75. */
  readonly cardiothoracicRatio: number;
  readonly oedema: number;
  readonly effusion: { readonly right: number; readonly left: number };
  readonly consolidation: { readonly lobe: Lobe; readonly extent: number } | null;
  readonly hyperinflation: number;
};

/** BODY SITE of a consolidation: lobes as radiologists abbreviate them. */
export type Lobe = 'RUL' | 'RML' | 'RLL' | 'LUL' | 'LLL';

export const HEALTHY: ChestFindings = {
  cardiothoracicRatio: 0.45,
  oedema: 0,
  effusion: { right: 0, left: 0 },
  consolidation: null,
  hyperinflation: 0,
};

/** `PA`: upright, detector in front. `AP`: portable, in bed, tube near and detector behind. */
export type Projection = 'PA' | 'AP';
