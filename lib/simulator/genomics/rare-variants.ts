import { CLINVAR_VARIANTS } from './clinvar-variants.ts';

type Significance = 'pathogenic' | 'likely pathogenic' | 'uncertain significance';

/** A real variant that a simulated patient may carry. */
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
  readonly ref: string;
  readonly alt: string;
  readonly dbSnp: string | null;
  readonly clinVar: string | null;
  readonly significance: Significance;
};

const SIGNIFICANCE: Readonly<Record<string, Significance>> = {
  P: 'pathogenic',
  LP: 'likely pathogenic',
  VUS: 'uncertain significance',
};

const orNull = (text: string | undefined): string | null =>
  text === undefined || text === '-' ? null : text;

function readVariant(line: string): RareVariant {
  const [
    gene = '',
    transcript = '',
    coding = '',
    protein,
    chromosome = '',
    position,
    ref = '',
    alt = '',
    ...rest
  ] = line.split(' ');
  const [dbSnp, clinVar, significance = ''] = rest;
  return {
    gene,
    transcript,
    coding,
    protein: orNull(protein),
    chromosome,
    position: Number(position),
    ref,
    alt,
    dbSnp: orNull(dbSnp),
    clinVar: orNull(clinVar),
    significance: SIGNIFICANCE[significance] ?? 'uncertain significance',
  };
}

/** All variants that the simulated test looks at, in the order of the genome. */
export const rareVariants: readonly RareVariant[] = CLINVAR_VARIANTS.trim().split('\n').map(readVariant);

/** HUGO Gene Nomenclature Committee identifiers: the genes of the panel. */
export const GENES: Readonly<Record<string, string>> = {
  ACTC1: 'HGNC:143',
  BAG3: 'HGNC:939',
  DES: 'HGNC:2770',
  DSP: 'HGNC:3052',
  FLNC: 'HGNC:3756',
  LMNA: 'HGNC:6636',
  MYBPC3: 'HGNC:7551',
  MYH7: 'HGNC:7577',
  MYL2: 'HGNC:7583',
  MYL3: 'HGNC:7584',
  PLN: 'HGNC:9080',
  RBM20: 'HGNC:27424',
  SCN5A: 'HGNC:10593',
  TNNI3: 'HGNC:11947',
  TNNT2: 'HGNC:11949',
  TPM1: 'HGNC:12010',
  TTN: 'HGNC:12403',
};

export const causesDisease = ({ significance }: RareVariant): boolean =>
  significance !== 'uncertain significance';
