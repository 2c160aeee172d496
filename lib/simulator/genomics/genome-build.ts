/** A sequence of the reference genome: its name in our files, its RefSeq accession and its length in bases. */
type Contig = { readonly name: string; readonly accession: string; readonly length: number };

/**
 * GRCh38, primary assembly: Genome Reference Consortium, GCA_000001405.15 (lengths do not change between its patches).
 * Names with the prefix `chr`, as sequencing pipelines write them; PGS Catalog files leave it out.
 */
export const CONTIGS: readonly Contig[] = (
  [
    ['1', '000001.11', 248_956_422],
    ['2', '000002.12', 242_193_529],
    ['3', '000003.12', 198_295_559],
    ['4', '000004.12', 190_214_555],
    ['5', '000005.10', 181_538_259],
    ['6', '000006.12', 170_805_979],
    ['7', '000007.14', 159_345_973],
    ['8', '000008.11', 145_138_636],
    ['9', '000009.12', 138_394_717],
    ['10', '000010.11', 133_797_422],
    ['11', '000011.10', 135_086_622],
    ['12', '000012.12', 133_275_309],
    ['13', '000013.11', 114_364_328],
    ['14', '000014.9', 107_043_718],
    ['15', '000015.10', 101_991_189],
    ['16', '000016.10', 90_338_345],
    ['17', '000017.11', 83_257_441],
    ['18', '000018.10', 80_373_285],
    ['19', '000019.10', 58_617_616],
    ['20', '000020.11', 64_444_167],
    ['21', '000021.9', 46_709_983],
    ['22', '000022.11', 50_818_468],
    ['X', '000023.11', 156_040_895],
    ['Y', '000024.10', 57_227_415],
    ['M', '012920.1', 16_569],
  ] as const
).map(([name, version, length]) => ({ name: `chr${name}`, accession: `NC_${version}`, length }));

export const ASSEMBLY = 'GRCh38';
