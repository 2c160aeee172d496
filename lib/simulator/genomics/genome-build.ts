import grch38 from './grch38.json' with { type: 'json' };

/** A sequence of the reference genome: its name in our files, its RefSeq accession and its length in bases. */
type Contig = { readonly name: string; readonly accession: string; readonly length: number };

/** Names with the prefix `chr`, as sequencing pipelines write them; PGS Catalog files leave it out. */
export const CONTIGS: readonly Contig[] = grch38.contigs;

export const ASSEMBLY = 'GRCh38';
