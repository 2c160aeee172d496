import { measuredFraction } from '../fhir/ejection-fraction-resource.ts';
import { genomePerson } from '../genomics/genome.ts';
import { drawGenotypes } from '../genomics/genotypes.ts';
import { planStudies } from '../imaging/plan-studies.ts';
import { drawMissingModalities } from '../missing-modalities.ts';
import { type ChartContent, simulateChart } from '../patient.ts';
import { planWeek } from '../wearables/plan-week.ts';
import { ehrQuantities } from './ehr-quantities.ts';
import { clipQuantities, filmQuantities, type PictureAccuracy } from './picture-accuracy.ts';
import { type Source, sourceBit } from './sources.ts';
import { wearablesQuantities } from './wearables-quantities.ts';

/** Days after discharge at which a prediction is made; 0 is the discharge itself. */
export const CLOCKS = [0, 1, 3, 7] as const;
export type Clock = (typeof CLOCKS)[number];

/** One patient as an observer has it, no source missing, and which of the sources the cohort gives. */
export type Measured = {
  readonly quantities: Readonly<Record<Exclude<Source, 'wearable'>, readonly number[]>>;
  /** What the wrist showed until that day. */
  readonly week: Readonly<Record<Clock, readonly number[]>>;
  /** Sources that the patient has, as bits. */
  readonly has: number;
  /** What no observer has: the latents that a chart is to be read for. */
  readonly latents: readonly number[];
};

/**
 * The film and the clip as the networks read them. With the clip's goes the fraction of the report: it stands in the chart,
 * and whoever leaves the echo out must not see it there.
 */
function pictureQuantities(content: ChartContent, accuracy: PictureAccuracy) {
  const studies = planStudies(content, 0);
  const film = studies.flatMap((study) =>
    study.kind === 'chest-radiograph' ? filmQuantities(study, accuracy) : [],
  );
  const echo = studies.flatMap((study) =>
    study.kind === 'echocardiogram'
      ? [...clipQuantities(study, accuracy), measuredFraction(study.person, study.findings.ejectionFraction)]
      : [],
  );
  return { film, echo };
}

/** The score of the patient's own genotypes, set beside people of the same origins, and whether the panel found a cause. */
function genomicsQuantities(content: ChartContent): number[] {
  const person = genomePerson(content);
  const { standardScore } = drawGenotypes(content.seed, content.index, person);
  return [standardScore, person.carrierOf === null ? 0 : 1];
}

function sourcesOf({ seed, index, state }: ChartContent): number {
  const missing = drawMissingModalities(seed, index, state);
  const unless = (reason: string | undefined, source: Source) =>
    reason === undefined ? sourceBit(source) : 0;
  return (
    sourceBit('chart') |
    unless(missing.chestRadiograph, 'film') |
    unless(missing.echocardiogram, 'echo') |
    unless(missing.genomics, 'genome') |
    unless(missing.wearables, 'wearable')
  );
}

/**
 * What each source shows of patient `index`: the very chart, pictures, genome and week of the cohort, with the errors that
 * assays, networks, devices and scores make. What a model can know at best follows from these.
 */
export function measuredQuantities(seed: number, index: number, accuracy: PictureAccuracy): Measured {
  const content = simulateChart(seed, index);
  const { state } = content;
  const week = planWeek(content);
  return {
    quantities: {
      chart: ehrQuantities(content),
      ...pictureQuantities(content, accuracy),
      genome: genomicsQuantities(content),
    },
    week: {
      0: [],
      1: wearablesQuantities(week, 1),
      3: wearablesQuantities(week, 3),
      7: wearablesQuantities(week, 7),
    },
    has: sourcesOf(content),
    latents: [
      state.ventricle,
      state.kidney,
      state.frailty,
      state.inflammation,
      state.autonomicTone,
      state.congestion,
      state.respiratory,
      state.inherited.liability,
    ],
  };
}
