import type { Diagnosis } from './diagnoses.ts';

/** Which observation shows a latent; within a diagnosis all latents are independent of each other. */
export type Group = 'demographics' | 'laboratory' | 'imaging' | 'genomics';

/** Normal within each diagnosis: one deviation for all, a mean by diagnosis, `otherwise` where none is given. */
type NormalLatent = {
  readonly group: Group;
  readonly deviation: number;
  readonly otherwise: number;
  readonly means: Readonly<Partial<Record<Diagnosis, number>>>;
};

/** Present with a probability by diagnosis. */
type BinaryLatent = {
  readonly group: Group;
  readonly otherwise: number;
  readonly probabilities: Readonly<Partial<Record<Diagnosis, number>>>;
};

/**
 * Laboratory latents are the natural logarithm of the true concentration on arrival. Medians: procalcitonin and CRP in
 * bacterial and viral pneumonia, Self WH et al., Clin Infect Dis 2017;65:183–190; NT-proBNP, Januzzi JL et al., ICON,
 * Eur Heart J 2006;27:330–337 and, in stable cardiomyopathy, Masson S et al., Val-HeFT, Clin Chem 2006;52:1528–1538;
 * D-dimer, Kearon C et al., N Engl J Med 2019;381:2125–2134; troponin T, Peacock WF et al., N Engl J Med 2008;358:2117.
 * Radiographic latents are the shares of `ChestFindings`; below 0 means that the finding is absent. A film tells viral
 * from bacterial no better than chance would: Courtoy I et al., Eur J Radiol 1989;9:233; and is normal or nearly so in
 * embolism: Stein PD et al., Chest 1991;100:598–603.
 */
export const normalLatents = {
  // Log-odds of the way from 18 to 98 years.
  age: {
    group: 'demographics',
    deviation: 0.6,
    otherwise: 0.4,
    means: {
      'decompensated-heart-failure': 0.85,
      'ischaemic-cardiomyopathy': 0.5,
      'inherited-dilated-cardiomyopathy': -0.4,
      'viral-pneumonia': 0.1,
      'pulmonary-embolism': 0.2,
      none: -0.2,
    },
  },
  // ln mg/L.
  crp: {
    group: 'laboratory',
    deviation: 1.0,
    otherwise: 1.5,
    means: {
      'bacterial-pneumonia': 4.9,
      'viral-pneumonia': 3.3,
      'copd-exacerbation': 2.9,
      'decompensated-heart-failure': 2.1,
      'ischaemic-cardiomyopathy': 1.7,
      'pulmonary-embolism': 2.9,
      none: 1.1,
    },
  },
  // ln ng/mL.
  procalcitonin: {
    group: 'laboratory',
    deviation: 1.1,
    otherwise: -2.7,
    means: { 'bacterial-pneumonia': 0.3, 'viral-pneumonia': -2.3, 'copd-exacerbation': -2.5, none: -3 },
  },
  // ln 10⁹/L.
  leukocytes: {
    group: 'laboratory',
    deviation: 0.32,
    otherwise: 2.05,
    means: {
      'bacterial-pneumonia': 2.6,
      'viral-pneumonia': 2.02,
      'copd-exacerbation': 2.22,
      'pulmonary-embolism': 2.2,
      none: 1.95,
    },
  },
  // ln pg/mL.
  'nt-probnp': {
    group: 'laboratory',
    deviation: 1.05,
    otherwise: 5.9,
    means: {
      'decompensated-heart-failure': 8.3,
      'inherited-dilated-cardiomyopathy': 7.9,
      'ischaemic-cardiomyopathy': 8,
      'pulmonary-embolism': 6.7,
      none: 4.6,
    },
  },
  // ln ng/L.
  'troponin-t': {
    group: 'laboratory',
    deviation: 0.75,
    otherwise: 2.6,
    means: {
      'decompensated-heart-failure': 3.35,
      'inherited-dilated-cardiomyopathy': 3.0,
      'ischaemic-cardiomyopathy': 3.15,
      'pulmonary-embolism': 3.3,
      none: 1.8,
    },
  },
  // ln ng/mL, fibrinogen-equivalent units.
  'd-dimer': {
    group: 'laboratory',
    deviation: 0.8,
    otherwise: 6.4,
    means: {
      'bacterial-pneumonia': 6.9,
      'viral-pneumonia': 6.6,
      'decompensated-heart-failure': 6.7,
      'pulmonary-embolism': 8.4,
      none: 5.7,
    },
  },
  // Widest heart over inner thoracic width.
  heartRatio: {
    group: 'imaging',
    deviation: 0.05,
    otherwise: 0.47,
    means: {
      'decompensated-heart-failure': 0.585,
      'inherited-dilated-cardiomyopathy': 0.58,
      'ischaemic-cardiomyopathy': 0.57,
      'copd-exacerbation': 0.42,
      'pulmonary-embolism': 0.475,
      none: 0.46,
    },
  },
  oedema: {
    group: 'imaging',
    deviation: 0.17,
    otherwise: -0.05,
    means: {
      'decompensated-heart-failure': 0.5,
      'inherited-dilated-cardiomyopathy': 0.06,
      'ischaemic-cardiomyopathy': 0.08,
    },
  },
  effusion: {
    group: 'imaging',
    deviation: 0.1,
    otherwise: -0.04,
    means: {
      'bacterial-pneumonia': 0.04,
      'viral-pneumonia': 0.02,
      'decompensated-heart-failure': 0.2,
      'pulmonary-embolism': 0,
    },
  },
  consolidation: {
    group: 'imaging',
    deviation: 0.24,
    otherwise: -0.1,
    means: { 'bacterial-pneumonia': 0.66, 'viral-pneumonia': 0.58 },
  },
  hyperinflation: {
    group: 'imaging',
    deviation: 0.24,
    otherwise: -0.05,
    means: { 'copd-exacerbation': 0.6 },
  },
  // Standard deviations of the polygenic score for heart failure in the population.
  polygenic: {
    group: 'genomics',
    deviation: 1,
    otherwise: 0,
    means: {
      'decompensated-heart-failure': 0.4,
      'inherited-dilated-cardiomyopathy': 0.2,
      'ischaemic-cardiomyopathy': 0.6,
    },
  },
} as const satisfies Readonly<Record<string, NormalLatent>>;

/**
 * A pathogenic variant in a cardiomyopathy gene: in most of those called inherited, in one of a hundred others
 * (truncating titin variants in the population: Roberts AM et al., Sci Transl Med 2015;7:270ra6).
 */
export const binaryLatents = {
  female: {
    group: 'demographics',
    otherwise: 0.5,
    probabilities: { 'inherited-dilated-cardiomyopathy': 0.38, 'ischaemic-cardiomyopathy': 0.28 },
  },
  carrier: {
    group: 'genomics',
    otherwise: 0.01,
    probabilities: { 'inherited-dilated-cardiomyopathy': 0.88 },
  },
} as const satisfies Readonly<Record<string, BinaryLatent>>;

type NormalName = keyof typeof normalLatents;
type BinaryName = keyof typeof binaryLatents;
export type SimilarityLatents = Readonly<Record<NormalName, number>> & Readonly<Record<BinaryName, boolean>>;

export const normalNames = Object.keys(normalLatents) as NormalName[];
export const binaryNames = Object.keys(binaryLatents) as BinaryName[];

export const meanOf = (latent: NormalLatent, diagnosis: Diagnosis): number =>
  latent.means[diagnosis] ?? latent.otherwise;

export const probabilityOf = (latent: BinaryLatent, diagnosis: Diagnosis): number =>
  latent.probabilities[diagnosis] ?? latent.otherwise;
