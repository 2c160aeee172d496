'use client';

import { Button, FileButton } from '@mantine/core';
import { IssueList } from '#components/ui/IssueList.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import type { LoadGenome } from '#lib/modalities/genomics/genome-outcome.ts';
import classes from './genomics.module.css';
import { KnownVariants } from './KnownVariants.tsx';
import { useVariantSearch } from './use-variant-search.ts';

type ClinVarComparisonProps = { readonly patientId: string; readonly load: LoadGenome };

/** Looks a ClinVar extract of the reader's up in the patient's genotype file, in this browser. */
export function ClinVarComparison({ patientId, load }: ClinVarComparisonProps) {
  const { state, start, forget } = useVariantSearch(load, patientId);
  return (
    <section aria-label="Comparison with ClinVar" className={classes.comparison}>
      <div className={classes.buttons}>
        <FileButton onChange={(file) => file && start(file)}>
          {(props) => (
            <Button {...props} size="sm" variant="default">
              Compare with a ClinVar file…
            </Button>
          )}
        </FileButton>
        {state.status === 'found' ? (
          <Button size="sm" variant="subtle" onClick={forget}>
            Forget the comparison
          </Button>
        ) : null}
      </div>
      <p className={classes.note}>
        The ClinVar file stays in this browser, and the comparison is gone when the page is left.
      </p>
      {state.status === 'searching' ? (
        <ProgressBar
          label={`Searching for the variants of ${state.file}`}
          value={null}
          max={1}
          text=""
          onCancel={forget}
        />
      ) : null}
      {state.status === 'failed' ? (
        <p role="alert" className={classes.text}>
          {state.reason}
        </p>
      ) : null}
      {state.status === 'found' ? (
        <>
          <KnownVariants search={state.search} />
          {state.search.issues.length > 0 ? <IssueList issues={state.search.issues} /> : null}
        </>
      ) : null}
    </section>
  );
}
