import clinVar from './clinvar-variants.json' with { type: 'json' };

const SIGNIFICANCES = ['pathogenic', 'likely pathogenic', 'uncertain significance'] as const;
type Significance = (typeof SIGNIFICANCES)[number];

/**
 * A real variant that a simulated patient may carry. Single bases and one replacement, since the anchor base of a deletion
 * would have to be read from the reference sequence, which is not part of this project.
 */
export type RareVariant = {
  /** HGNC symbol. */
  readonly gene: string;
  /** RefSeq transcript with version. */
  readonly transcript: string;
  /** HGVS, coding. */
  readonly coding: string;
  /** HGVS, predicted protein; null for a change in an intron. */
  readonly protein: string | null;
  readonly chromosome: string;
  /** 1-based, GRCh38. */
  readonly position: number;
  /** On the forward strand. */
  readonly ref: string;
  readonly alt: string;
  readonly dbSnp: string | null;
  readonly clinVar: string | null;
  readonly significance: Significance;
};

function significanceOf(text: string): Significance {
  const known = SIGNIFICANCES.find((one) => one === text);
  if (known === undefined)
    throw new TypeError(`The table of variants has a significance of its own: ${text}`);
  return known;
}

/** All variants that the simulated test looks at, in the order of the genome. */
export const rareVariants: readonly RareVariant[] = clinVar.variants.map((variant) => ({
  ...variant,
  significance: significanceOf(variant.significance),
}));

/** HUGO Gene Nomenclature Committee identifiers: the genes of the panel. */
export const GENES: Readonly<Record<string, string>> = clinVar.genes;

export const causesDisease = ({ significance }: RareVariant): boolean =>
  significance !== 'uncertain significance';
