import { countCopies, type Dosages, dosagesFor } from './dosage.ts';
import { type AlleleMatch, matchAlleles } from './match-alleles.ts';
import { ReferenceBlocks } from './reference-blocks.ts';
import type { Weight } from './scoring-file.ts';
import type { VcfRow } from './vcf-row.ts';
import type { WeightIndex } from './weight-index.ts';

export type SampleScore = {
  readonly sample: string;
  /** Σ weight × copies of the effect allele; `null`: no score, and `reason` says why. */
  readonly sum: number | null;
  /** `sum` by the number of alleles that it counts, as plink2's SCORE_AVG. */
  readonly average: number | null;
  readonly alleles: number;
  /** Weights with a call of this sample. */
  readonly called: number;
  /** Weights whose missing call was filled with the mean. */
  readonly imputed: number;
  readonly reason: string | null;
};

export type TallyOptions = {
  /** False: a missing call adds nothing (plink2's `no-mean-imputation`). */
  readonly meanImputation?: boolean;
  /** True: A/T and C/G SNPs are taken as on the same strand. */
  readonly keepAmbiguous?: boolean;
};

/** With fewer samples plink2 refuses to take allele frequencies from the file itself. */
const LEAST_FOR_FREQUENCY = 50;

const UNSEEN = 0;
const MATCHED = 1;
const AMBIGUOUS = 2;
const DIFFER = 3;
const DUPLICATE = 4;

/** Copies as the weight's mode counts them: dominant at most one, recessive only the second. */
function counted(copies: number, mode: Weight['mode']): number {
  if (mode === 'dominant') return Math.min(copies, 1);
  return mode === 'recessive' ? Math.max(copies - 1, 0) : copies;
}

/** Sums weights over the rows of a file, for all of its samples at once. */
export class ScoreTally {
  readonly #weights: readonly Weight[];
  readonly #samples: readonly string[];
  readonly #index: WeightIndex | null;
  readonly #options: TallyOptions;
  readonly #blocks: ReferenceBlocks;
  readonly #dosages: Dosages;
  readonly #state: Uint8Array;
  readonly #sum: Float64Array;
  readonly #alleles: Float64Array;
  readonly #called: Uint32Array;
  readonly #imputed: Uint32Array;
  #flipped = 0;
  /** Matched rows without GT whose dosages were taken. */
  dosageRows = 0;

  constructor(
    weights: readonly Weight[],
    samples: readonly string[],
    index: WeightIndex | null,
    options: TallyOptions,
  ) {
    this.#weights = weights;
    this.#samples = samples;
    this.#index = index;
    this.#options = options;
    const by = index?.coordinates;
    this.#blocks = new ReferenceBlocks(by && by !== 'rsid' ? weights.map((weight) => weight[by]) : []);
    this.#dosages = dosagesFor(samples.length);
    this.#state = new Uint8Array(weights.length);
    this.#sum = new Float64Array(samples.length);
    this.#alleles = new Float64Array(samples.length);
    this.#called = new Uint32Array(samples.length);
    this.#imputed = new Uint32Array(samples.length);
  }

  row(row: VcfRow): void {
    this.#blocks.row(row);
    const candidates = this.#index?.candidates(row) ?? [];
    if (candidates.length === 0) return;
    const alleles = [row.reference, ...row.alternates];
    const taken = new Set<number>();
    for (const number of candidates) this.#try(number, row, alleles, taken);
  }

  #try(number: number, row: VcfRow, alleles: readonly string[], taken: Set<number>): void {
    const weight = this.#weights[number];
    const state = this.#state[number];
    if (!weight || state === MATCHED || state === DUPLICATE) return;
    const match = matchAlleles(weight.effect, weight.other, alleles, this.#options.keepAmbiguous);
    if (typeof match === 'string') {
      this.#state[number] = match === 'strand-ambiguous' ? AMBIGUOUS : DIFFER;
      return;
    }
    // The same site named twice (once per strand, or as effect and as other allele) would count twice.
    if (this.#isTaken(match, alleles.length, taken)) {
      this.#state[number] = DUPLICATE;
      return;
    }
    this.#state[number] = MATCHED;
    if (match.flipped) this.#flipped += 1;
    countCopies(row, match.allele, this.#dosages);
    if (!row.hasField('GT') && row.hasField('DS')) this.dosageRows += 1;
    this.#add(weight);
  }

  #isTaken({ allele }: AlleleMatch, alleles: number, taken: Set<number>): boolean {
    // Of two alleles one tells the other.
    const before = alleles <= 2 ? taken.size > 0 : taken.has(allele);
    taken.add(allele);
    return before;
  }

  #add(weight: Weight): void {
    const { copies, ploidy } = this.#dosages;
    const fill = this.#fill(weight);
    for (let sample = 0; sample < copies.length; sample += 1) {
      const own = copies[sample] ?? Number.NaN;
      if (!Number.isNaN(own)) {
        this.#count(sample, weight.weight * counted(own, weight.mode), ploidy[sample] ?? 0, this.#called);
      } else if (fill !== null) this.#count(sample, weight.weight * fill, 2, this.#imputed);
    }
  }

  #count(sample: number, term: number, alleles: number, counter: Uint32Array): void {
    this.#sum[sample] = (this.#sum[sample] ?? 0) + term;
    this.#alleles[sample] = (this.#alleles[sample] ?? 0) + alleles;
    counter[sample] = (counter[sample] ?? 0) + 1;
  }

  /** What stands for a missing call, as plink2 fills it: 2 × frequency, once the frequency for the other modes. */
  #fill(weight: Weight): number | null {
    if (this.#options.meanImputation === false) return null;
    const frequency = this.#frequency() ?? weight.frequency;
    if (frequency === null) return null;
    return weight.mode === 'additive' ? 2 * frequency : frequency;
  }

  #frequency(): number | null {
    const { copies, ploidy } = this.#dosages;
    if (copies.length < LEAST_FOR_FREQUENCY) return null;
    let carried = 0;
    let called = 0;
    for (let sample = 0; sample < copies.length; sample += 1) {
      const own = copies[sample] ?? Number.NaN;
      if (Number.isNaN(own)) continue;
      carried += own;
      called += ploidy[sample] ?? 0;
    }
    return called === 0 ? null : carried / called;
  }

  counts() {
    const covered = this.#blocks.covered();
    const count = (state: number) => this.#state.reduce((sum, one) => sum + Number(one === state), 0);
    return {
      matched: count(MATCHED),
      flipped: this.#flipped,
      strandAmbiguous: count(AMBIGUOUS),
      allelesDiffer: count(DIFFER),
      duplicates: count(DUPLICATE),
      inReferenceBlock: covered.filter((inside, at) => inside && this.#state[at] === UNSEEN).length,
    };
  }

  /**
   * @param refusal why nobody gets a score
   * @param least share of `rows` that a sample's own calls must reach
   */
  scores(refusal: string | null, least: number, rows: number): SampleScore[] {
    return this.#samples.map((sample, at) => {
      const called = this.#called[at] ?? 0;
      const alleles = this.#alleles[at] ?? 0;
      const reason = refusal ?? tooFewCalls(called, rows, least);
      const sum = reason === null ? (this.#sum[at] ?? 0) : null;
      const average = sum === null || alleles === 0 ? null : sum / alleles;
      return { sample, sum, average, alleles, called, imputed: this.#imputed[at] ?? 0, reason };
    });
  }
}

const tooFewCalls = (called: number, rows: number, least: number): string | null =>
  called / rows < least ? `Only ${called} of ${rows} weights have a call in this sample.` : null;
