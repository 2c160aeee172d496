import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { GeneCoverage, VariantSearch } from '#lib/genomics/find-variants.ts';
import classes from './genomics.module.css';
import {
  byEvidence,
  EVIDENCE,
  rearrangementSentence,
  searchSentence,
  starsText,
} from './known-variant-text.ts';

const FOUND = ['Gene', 'Change', 'Significance', 'Review', 'Zygosity', 'In the file', 'Filter', 'Accession'];
const COVERAGE = [
  'Gene',
  'Inheritance',
  'Found',
  'Read',
  'Call doubted',
  'No call here',
  'Rearranged',
  'Other reference base',
  'Not in the file',
];

/** Known variants of a ClinVar extract that the genotype file holds, and what of them it could not tell. */
export function KnownVariants({ search }: { readonly search: VariantSearch }) {
  return (
    <>
      <p className={classes.text}>{searchSentence(search)}</p>
      {search.rearrangements.map((one) => (
        <p key={one.written} className={classes.text}>
          {rearrangementSentence(one)}
        </p>
      ))}
      {search.found.length > 0 ? (
        <>
          <h3 className={classes.heading}>Known variants in the genotype file, by significance</h3>
          <ScrollTable
            title="Known variants in the genotype file, by significance"
            columns={FOUND.map((label) => ({ label }))}
            rows={byEvidence(search.found).map(({ entry, zygosity, written, filter, evidence }) => ({
              key: `${entry.accession} ${written}`,
              cells: [
                entry.gene,
                [entry.coding, entry.protein].filter(Boolean).join(' '),
                entry.significance,
                starsText(entry),
                zygosity ?? 'not told',
                [written, EVIDENCE[evidence]].filter(Boolean).join('; '),
                filter,
                entry.accession,
              ],
            }))}
          />
        </>
      ) : null}
      <h3 className={classes.heading}>What the file could tell, gene by gene</h3>
      <ScrollTable
        title="What the file could tell, gene by gene"
        columns={COVERAGE.map((label, at) => ({ label, numeric: at > 1 }))}
        rows={search.genes.map(coverageRow)}
      />
    </>
  );
}

const coverageRow = ({ gene, inheritance, known, ...of }: GeneCoverage) => ({
  key: gene,
  cells: [
    gene,
    inheritance ?? 'not in the cardiomyopathy panel',
    of.possible > 0 ? `${of.found - of.possible} (+ ${of.possible} possible)` : of.found,
    `${of.read} of ${known}`,
    of.doubted,
    of.withoutCall,
    of.rearranged,
    of.referenceDiffers,
    of.notInFile,
  ],
});
