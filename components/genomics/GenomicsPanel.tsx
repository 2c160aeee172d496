'use client';

import type { ReactNode } from 'react';
import { relativeText } from '#components/patient/moment-text.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { Moment } from '#lib/clinical/moment.ts';
import type { VariantSearch } from '#lib/genomics/find-variants.ts';
import { inheritanceOf } from '#lib/genomics/gene-panel.ts';
import type { GenomicsSlice, GenotypeResult, ReportedVariant } from '#lib/modalities/genomics/slice.ts';
import { AncestryPlot } from './AncestryPlot.tsx';
import {
  ancestryCaveat,
  bySignificance,
  causesDisease,
  scoreSentence,
  testedSentence,
  variantSentence,
} from './finding-text.ts';
import { FINDINGS_ANCHOR, SCORE_ANCHOR, variantAnchor } from './genome-anchors.ts';
import classes from './genomics.module.css';
import { KnownVariants } from './KnownVariants.tsx';
import { ScorePlot } from './ScorePlot.tsx';

type GenomicsPanelProps = {
  readonly slice: GenomicsSlice;
  readonly at: Moment | null;
  readonly atName: string;
  /** Several genomes on one page are told apart by it. */
  readonly title?: string;
  /** What a ClinVar extract of the user's tells about the genotype file. */
  readonly search?: VariantSearch | null;
  /** Below the findings, as the comparison with a file of the reader's. */
  readonly children?: ReactNode;
};

/** No laboratory reported anything of a file that came without a chart. */
const descriptionOf = ({ variants, regions, file }: GenomicsSlice): string =>
  file && variants.length + regions.length === 0
    ? 'No laboratory report; what stands here was computed from the genotype file.'
    : 'Findings as the laboratory reported them; scores computed here from the genotype file.';

/** What the chart says of the patient's genome: findings, what was looked at, polygenic score, ancestry. */
export default function GenomicsPanel({
  slice,
  at,
  atName,
  title = 'Genome',
  search,
  children,
}: GenomicsPanelProps) {
  const variants = bySignificance(slice.variants);
  return (
    <Panel title={title} description={descriptionOf(slice)}>
      <ul id={FINDINGS_ANCHOR} tabIndex={-1} className={classes.findings}>
        {variants.map((variant) => (
          <li
            key={variant.reference}
            id={variantAnchor(variant)}
            tabIndex={-1}
            data-causal={causesDisease(variant) || undefined}
          >
            <strong>{variantSentence(variant)}</strong>{' '}
            <span className={classes.source}>
              {variant.reference}, reported <Timestamp moment={variant.time} short />
              {variant.time && at ? `, ${relativeText(variant.time, at, atName)}` : null}
            </span>
          </li>
        ))}
        <li>{testedSentence(slice)}</li>
      </ul>
      {variants.length > 0 ? <Variants variants={variants} /> : null}
      <Genotypes slice={slice} />
      {search ? <KnownVariants search={search} /> : null}
      {children}
    </Panel>
  );
}

const COLUMNS = [
  'Gene',
  'Change',
  'Significance',
  'Zygosity',
  'Inheritance of the gene',
  'Accession',
  'Found',
].map((label) => ({ label }));

function Variants({ variants }: { readonly variants: readonly ReportedVariant[] }) {
  return (
    <ScrollTable
      title="Reported variants, by significance"
      columns={COLUMNS}
      rows={variants.map((variant) => ({
        key: variant.reference,
        cells: [
          variant.gene ?? 'not stated',
          [variant.coding, variant.protein].filter(Boolean).join(' ') || 'not stated',
          variant.significance ?? 'not stated',
          variant.zygosity ?? 'not stated',
          (variant.gene && inheritanceOf(variant.gene)) || 'not in the cardiomyopathy panel',
          variant.accession ?? '–',
          variant.finding.replace('-', ' '),
        ],
      }))}
    />
  );
}

function Genotypes({ slice: { file, genotypes } }: { readonly slice: GenomicsSlice }) {
  if (!file)
    return (
      <p id={SCORE_ANCHOR} tabIndex={-1} className={classes.note}>
        No genotype file on the chart: no polygenic score.
      </p>
    );
  if (!genotypes)
    return (
      <p id={SCORE_ANCHOR} tabIndex={-1} className={classes.note}>
        The genotype file {file.title} could not be read, so there is no polygenic score. Why stands under
        “Left out or assumed”.
      </p>
    );
  const { score, ancestry } = genotypes;
  return (
    <>
      <div id={SCORE_ANCHOR} tabIndex={-1} className={classes.facts}>
        <ScoreFacts genotypes={genotypes} />
      </div>
      <p className={classes.text}>{scoreSentence(genotypes)}</p>
      {score.inReferenceBlock > 0 ? (
        <p className={classes.note}>
          In a reference block: {score.inReferenceBlock} of {score.weights} weights, not scored because the
          file does not name the reference base there.
        </p>
      ) : null}
      {ancestry ? (
        <p className={classes.note}>{ancestryCaveat(ancestry)}</p>
      ) : (
        <p className={classes.note}>
          Too few sites of the reference panels were called to place the genome among groups.
        </p>
      )}
      <div className={classes.plots}>
        {score.placed && ancestry ? <ScorePlot placed={score.placed} group={ancestry.nearest} /> : null}
        {ancestry ? <AncestryPlot ancestry={ancestry} /> : null}
      </div>
      <p className={classes.note}>
        From {file.title} ({file.reference}), <Timestamp moment={file.time} short />. Genome build{' '}
        {genotypes.build ?? 'not stated'}.
      </p>
    </>
  );
}

function ScoreFacts({ genotypes: { score, ancestry } }: { readonly genotypes: GenotypeResult }) {
  return (
    <Stats>
      <Stat
        label="Polygenic score"
        value={score.sum === null ? 'no score' : score.sum.toFixed(3)}
        hint={`${score.id}, ${score.trait || 'trait not stated'}`}
      />
      <Stat
        label="Weights found"
        value={`${score.matched} of ${score.weights}`}
        hint={`below ${Math.round(score.leastCoverage * 100)} % there is no score`}
      />
      {ancestry ? (
        <Stat
          label="Nearest group"
          value={ancestry.nearest}
          hint={`${ancestry.called} of ${ancestry.sites} sites called`}
        />
      ) : null}
    </Stats>
  );
}
