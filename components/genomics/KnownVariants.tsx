import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import type { GeneCoverage, VariantSearch } from '#lib/genomics/find-variants.ts';
import classes from './genomics.module.css';
import { byEvidence, searchSentence, starsText } from './known-variant-text.ts';

const FOUND = ['Gene', 'Change', 'Significance', 'Review', 'Zygosity', 'In the file', 'Filter', 'Accession'];
const COVERAGE = ['Gene', 'Inheritance', 'Found', 'Read', 'No call here', 'Not in the file'];

/** Known variants of a ClinVar extract that the genotype file holds, and what of them it could not tell. */
export function KnownVariants({ search }: { readonly search: VariantSearch }) {
  return (
    <>
      <p className={classes.text}>{searchSentence(search)}</p>
      {search.found.length > 0 ? (
        <>
          <h3 className={classes.heading}>Known variants in the genotype file, by significance</h3>
          <ScrollTable
            title="Known variants in the genotype file, by significance"
            columns={FOUND.map((label) => ({ label }))}
            rows={byEvidence(search.found).map(({ entry, zygosity, written, filter }) => ({
              key: `${entry.accession} ${written}`,
              cells: [
                entry.gene,
                [entry.coding, entry.protein].filter(Boolean).join(' '),
                entry.significance,
                starsText(entry),
                zygosity,
                written,
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

const coverageRow = ({ gene, inheritance, found, read, withoutCall, notInFile, known }: GeneCoverage) => ({
  key: gene,
  cells: [
    gene,
    inheritance ?? 'not in the cardiomyopathy panel',
    found,
    `${read} of ${known}`,
    withoutCall,
    notInFile,
  ],
});
