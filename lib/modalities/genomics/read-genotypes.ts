import type { Issue } from '#lib/clinical/issue.ts';
import type { GenotypeAxes } from '#lib/genomics/genotype-axes.ts';
import { placeVcf } from '#lib/genomics/place-vcf.ts';
import { scoreVcf } from '#lib/genomics/polygenic-score.ts';
import type { NamedSource } from '#lib/genomics/read-vcf.ts';
import type { ReferencePanel } from '#lib/genomics/reference-panel.ts';
import type { GenomicKnowledge } from './knowledge.ts';
import type { AncestryResult, GenotypeResult, ScoreResult } from './slice.ts';
import { standardiseScore } from './standardise-score.ts';

/** Inflated; a whole genome's variants are about as large. */
const INFLATED_LIMIT = 2 ** 30;

type GenotypesRead = { readonly genotypes: GenotypeResult | null; readonly issues: readonly Issue[] };

const unusable = (file: string, message: string): GenotypesRead => ({
  genotypes: null,
  issues: [{ code: 'genotype-file', severity: 'error', file, message }],
});

type Placed = {
  readonly panel: ReferencePanel;
  readonly ancestry: AncestryResult;
  readonly axes: GenotypeResult['axes'];
};

async function placeOn(
  vcf: NamedSource,
  panel: ReferencePanel,
  axes: GenotypeAxes | undefined,
): Promise<Placed | null> {
  const { samples } = await placeVcf(vcf, panel, { limit: INFLATED_LIMIT, axes });
  const [own] = samples;
  if (!own?.place || !own.ancestry) return null;
  const { simulated, sites, groups } = panel;
  const { nearest, outlying } = own.ancestry;
  return {
    panel,
    axes: own.axes,
    ancestry: {
      simulated,
      place: own.place,
      nearest,
      outlying,
      called: own.called,
      sites: sites.length,
      groups: groups.map(({ population, label, mean, covariance }) => ({
        population,
        label,
        mean,
        covariance,
      })),
    },
  };
}

type Places = Pick<GenomicKnowledge, 'panels' | 'axes'>;

async function place(vcf: NamedSource, { panels, axes }: Places): Promise<Placed | null> {
  for (const panel of panels) {
    const placed = await placeOn(vcf, panel, axes.get(panel));
    if (placed) return placed;
  }
  return null;
}

/**
 * Reads one patient's genotype file: polygenic score, place among reference groups and on axes
 * within ancestry, score beside people of like ancestry.
 * Bad data never throws. A file of several people is not read: nothing tells which one is the patient.
 *
 * @param vcf a Blob, since the file is read once for each question
 * @param patientId FHIR id; a sample of another name is told in an issue. `null`: the file came without a chart
 */
export async function readGenotypes(
  vcf: NamedSource & { readonly source: Blob },
  { scoring, ...places }: GenomicKnowledge,
  patientId: string | null,
): Promise<GenotypesRead> {
  const { samples, matching, genomeBuild, issues, score } = await scoreVcf(vcf, scoring, {
    limit: INFLATED_LIMIT,
  });
  const [own, ...others] = samples;
  if (others.length > 0)
    return unusable(
      vcf.name,
      'The genotype file holds several people, and nothing tells which one is this patient.',
    );
  if (!own) return { genotypes: null, issues };
  const placed = await place(vcf, places);
  const renamed: Issue[] = patientId === null || own.sample === patientId ? [] : [otherName(vcf.name)];
  const result: ScoreResult = {
    id: score.id,
    trait: score.trait,
    simulated: /simulated/i.test(`${score.name} ${score.trait}`),
    sum: own.sum,
    reason: own.reason,
    weights: matching.weights,
    matched: matching.matched,
    inReferenceBlock: matching.inReferenceBlock,
    coverage: own.called / Math.max(1, matching.weights),
    leastCoverage: matching.leastCoverage,
    placed:
      own.sum === null || !placed ? null : standardiseScore(placed.panel, score.id, own.sum, placed.ancestry),
  };
  return {
    genotypes: {
      sample: own.sample,
      build: genomeBuild,
      score: result,
      ancestry: placed?.ancestry ?? null,
      axes: placed?.axes ?? null,
    },
    issues: [...issues, ...renamed],
  };
}

const otherName = (file: string): Issue => ({
  code: 'assumption',
  severity: 'warning',
  file,
  message:
    'The sample in the genotype file does not bear the id of the patient; it is taken as theirs because the chart says so.',
});
