import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTIGS } from './genome-build.ts';
import { causesDisease, GENES, rareVariants } from './rare-variants.ts';

const CLINVAR = new URL('../../../../shared/data/genomics/clinvar-cardiomyopathy/', import.meta.url);
const there = existsSync(CLINVAR);
if (!there)
  process.stderr.write('SKIPPED: no ClinVar tables, so the list of rare variants is not compared\n');

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };
const name = ({ transcript, gene, coding, protein }: (typeof rareVariants)[number]) =>
  `${transcript}(${gene}):${coding}${protein === null ? '' : `_(${protein})`}`;

/** Strand on which the letters of the coding change are those of the file; undefined on neither. */
function strandOf({ coding, ref, alt }: (typeof rareVariants)[number]): '+' | '-' | undefined {
  const change = coding.slice(-3);
  if (change === `${ref}>${alt}`) return '+';
  return change === `${COMPLEMENT[ref]}>${COMPLEMENT[alt]}` ? '-' : undefined;
}

describe('the list of rare variants', () => {
  it('is in the order of the genome, on it, and of genes with an identifier', () => {
    const order = CONTIGS.map((contig) => contig.name);
    const places = rareVariants.map(({ chromosome, position }) => order.indexOf(chromosome) * 1e9 + position);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
    expect(Math.min(...places)).toBeGreaterThan(0);
    for (const { gene, ref, alt } of rareVariants) {
      expect(GENES[gene]).toMatch(/^HGNC:\d+$/);
      expect(ref).toMatch(/^[ACGT]$/);
      expect(alt).toMatch(/^[ACGT]+$/);
    }
    for (const gene of Object.keys(GENES))
      expect(rareVariants.some((one) => one.gene === gene && causesDisease(one))).toBe(true);
  });

  it('has the letters of each coding change, all of a gene on one strand', () => {
    const substitutions = rareVariants.filter(({ coding }) => coding.includes('>'));
    for (const gene of Object.keys(GENES)) {
      const strands = substitutions.filter((one) => one.gene === gene).map(strandOf);
      expect(['+', '-']).toContain(strands[0]);
      expect(new Set(strands).size).toBe(1);
    }
  });

  it.skipIf(!there)('agrees with ClinVar in every field', () => {
    const rows = new Map(
      readdirSync(CLINVAR)
        .filter((file) => file.endsWith('_LP.txt'))
        .flatMap((file) => readFileSync(new URL(file, CLINVAR), 'utf8').split('\n'))
        .map((line) => line.split('\t'))
        .map((columns) => [columns[6] ?? '', columns]),
    );
    const listed = rareVariants.filter(({ clinVar }) => clinVar !== null);
    expect(listed.length).toBeGreaterThan(50);
    for (const variant of listed) {
      const row = rows.get(variant.clinVar ?? '') ?? [];
      const accession = CONTIGS.find((contig) => contig.name === variant.chromosome)?.accession;
      expect(row[0]).toBe(name(variant));
      expect(row[13]).toBe(variant.dbSnp);
      expect(row[14]).toBe(`${accession}:${variant.position - 1}:${variant.ref}:${variant.alt}`);
      expect(row[4]?.startsWith('Likely')).toBe(variant.significance === 'likely pathogenic');
      expect(row[5]).toMatch(/multiple_submitters,_no_conflicts|expert_panel/);
    }
  });
});
