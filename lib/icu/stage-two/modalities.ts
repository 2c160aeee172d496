// What stage two reads: five kinds of data, each number of them by name. The file to read first.
import { inputsOf, type ModelInputs } from '#lib/contract/model-inputs.ts';
import { specsOf } from '#lib/fusion/vectorise.ts';
import { historyFeatureIds } from '../batch/history-features.ts';
import { type Channel, channels } from '../hourly/channels.ts';
import { laboratoryFeatures } from '../stage-one/laboratory-features.ts';
import { vitalSignFeatures } from '../stage-one/vital-sign-features.ts';
import { waveformMeasures } from './waveform-measures.ts';

/** Hours that are looked back on. */
export const WINDOW_HOURS = 48;

export const stageTwoModalities = ['vital-signs', 'laboratory', 'waveforms', 'history', 'genome'] as const;
export type StageTwoModality = (typeof stageTwoModalities)[number];

/** One number of an hour, or of the patient. */
export type StageTwoFeature = {
  readonly id: string;
  readonly label: string;
  /** UCUM. */
  readonly unit: string;
  readonly plausible: readonly [low: number, high: number];
  readonly version?: number;
};

export type Modality = {
  readonly id: StageTwoModality;
  readonly label: string;
  /** A row an hour; else one row of the patient. */
  readonly hourly: boolean;
  readonly features: readonly StageTwoFeature[];
};

/** The channels that stage one reads: what is rarely measured tells more about who measures. */
function channelsOf(features: readonly { readonly measure: string }[]): readonly Channel[] {
  const read = new Set(features.map(({ measure }) => measure));
  return channels.filter(({ id }) => read.has(id));
}

/** Of a genome, what is known of everybody who was sequenced: of single genes too few patients have anything to learn from. */
const GENOME: readonly string[] = ['polygenic.standardised', 'variant.disease-causing'];
const isHistory = (id: string): boolean => !id.startsWith('polygenic.') && !id.startsWith('variant.');

export const HOURS_IN_UNIT = 'hours-in-unit';
const hoursInUnit: StageTwoFeature = {
  id: HOURS_IN_UNIT,
  label: 'Hours in the unit',
  unit: 'h',
  plausible: [0, 20_000],
};

export const stageTwo: readonly Modality[] = [
  { id: 'vital-signs', label: 'Vital signs', hourly: true, features: channelsOf(vitalSignFeatures) },
  { id: 'laboratory', label: 'Laboratory', hourly: true, features: channelsOf(laboratoryFeatures) },
  { id: 'waveforms', label: 'Waveforms', hourly: true, features: waveformMeasures },
  {
    id: 'history',
    label: 'History',
    hourly: false,
    features: [hoursInUnit, ...specsOf(historyFeatureIds.filter(isHistory))],
  },
  { id: 'genome', label: 'Genome', hourly: false, features: specsOf(GENOME) },
];

/** What this program can give a model of stage two. */
export const stageTwoInputs: ModelInputs = inputsOf(
  stageTwo.flatMap(({ id: modality, features }) =>
    features.map((feature) => ({ ...feature, measure: feature.id, group: modality, modality, source: '' })),
  ),
  [],
);
