import { historyValue, type StaticEmbedding } from '../batch/static-embedding.ts';
import { channels } from '../hourly/channels.ts';
import { type HourlyStay, hoursInUnit, lastWithin } from '../hourly/stay.ts';
import { HOURS_IN_UNIT, type Modality, type StageTwoModality, stageTwo, WINDOW_HOURS } from './modalities.ts';
import { waveformMeasures } from './waveform-measures.ts';

/** All that stage two is told of a patient. */
export type StageTwoPatient = {
  readonly stay: HourlyStay;
  /** By entry of the stay, in the order of `waveformMeasures`; `null`: curves were not kept of that hour. */
  readonly waveforms: readonly (Float32Array | null)[];
  /** What the batch layer knows; `null`: nothing. */
  readonly known: StaticEmbedding | null;
};

/** Numbers of one modality: of each hour of the window, the newest last, or of the patient. NaN: not known. */
export type StageTwoWindow = ReadonlyMap<StageTwoModality, Float32Array>;

const channelById = new Map<string, (typeof channels)[number]>(
  channels.map((channel) => [channel.id, channel]),
);

/** The newest value of a channel that still stands at an entry. */
function standing({ series }: HourlyStay, hour: number, id: string): number {
  const channel = channelById.get(id);
  return channel ? lastWithin(series[channel.id], hour, channel.standsFor) : Number.NaN;
}

const numberOfSex = { female: 1, male: 0 } as const;

/** The bedside knows age and sex of whom nobody knows the history. */
function historyOf({ stay, known }: StageTwoPatient, hour: number, id: string): number {
  if (id === HOURS_IN_UNIT) return hoursInUnit(stay, hour);
  const told = known ? historyValue(known, id) : null;
  if (told !== null) return told;
  if (id === 'age') return stay.age ?? Number.NaN;
  return id === 'sex' && stay.sex !== null ? numberOfSex[stay.sex] : Number.NaN;
}

function measured({ waveforms }: StageTwoPatient, hour: number, id: string): number {
  return waveforms[hour]?.[waveformMeasures.findIndex((one) => one.id === id)] ?? Number.NaN;
}

/** What one entry, and the patient at it, give of a modality; reads entries 0 to `hour` alone. NaN: not known. */
export function readEntry(
  patient: StageTwoPatient,
  { id, features }: Pick<Modality, 'id' | 'features'>,
  hour: number,
): Float32Array {
  switch (id) {
    case 'vital-signs':
    case 'laboratory':
      return Float32Array.from(features, (feature) => standing(patient.stay, hour, feature.id));
    case 'waveforms':
      return Float32Array.from(features, (feature) => measured(patient, hour, feature.id));
    case 'history':
    case 'genome':
      return Float32Array.from(features, (feature) => historyOf(patient, hour, feature.id));
  }
}

/** The hours up to an entry; those before the stay began are not known. */
export function readWindow(
  patient: StageTwoPatient,
  hour: number,
  modalities: readonly Modality[] = stageTwo,
): StageTwoWindow {
  const rowsOf = (modality: Modality): Float32Array => {
    if (!modality.hourly) return readEntry(patient, modality, hour);
    const width = modality.features.length;
    const rows = new Float32Array(WINDOW_HOURS * width).fill(Number.NaN);
    for (let k = 0; k < WINDOW_HOURS; k += 1) {
      const entry = hour - WINDOW_HOURS + 1 + k;
      if (entry >= 0) rows.set(readEntry(patient, modality, entry), k * width);
    }
    return rows;
  };
  return new Map(modalities.map((modality) => [modality.id, rowsOf(modality)]));
}
