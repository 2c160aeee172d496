import { lowerFirst, numberText, unitText } from '#lib/clinical/quantity-text.ts';
import { phraseOf } from '#lib/fusion/reason-words.ts';
import { channels } from '../hourly/channels.ts';
import { lastWithin } from '../hourly/stay.ts';
import { levelText, trendText } from '../stage-one/words.ts';
import { HOURS_IN_UNIT, type Modality, type StageTwoFeature } from './modalities.ts';
import { readEntry, type StageTwoPatient } from './window.ts';

const NBSP = '\u00a0';
/** A sign of the monitor moves within hours; a laboratory value is looked back on as long as it stands. */
const SIGNS_BACK = 6;

function plain({ label, unit }: StageTwoFeature, value: number): string {
  const number = numberText(value, 2);
  return `${lowerFirst(label)} ${unit === '1' ? number : `${number}${NBSP}${unitText(unit)}`}`;
}

/** A channel by its course, or its level; `null`: nothing of it stands at the hour. */
function channelText({ stay }: StageTwoPatient, hour: number, id: string): string | null {
  const channel = channels.find((one) => one.id === id);
  if (!channel) return null;
  const back = channel.modality === 'vital-signs' ? SIGNS_BACK : channel.standsFor;
  const value = lastWithin(stay.series[channel.id], hour, channel.standsFor);
  const trend = trendText(stay, hour, channel.id, back);
  if (trend !== null) return trend;
  return Number.isNaN(value) ? `${channel.name} earlier in the two days` : levelText(channel.id, value);
}

/** What a number says of this patient, to stand within a sentence: `rising lactate, 1.8 → 3.4 mmol/L in 6 h`. */
export function factorText(
  patient: StageTwoPatient,
  hour: number,
  modality: Modality,
  feature: StageTwoFeature,
): string {
  const told = channelText(patient, hour, feature.id);
  if (told !== null) return told;
  const value = readEntry(patient, { id: modality.id, features: [feature] }, hour)[0] ?? Number.NaN;
  if (feature.id === HOURS_IN_UNIT) return `${numberText(value, 0)}${NBSP}h in the unit`;
  if (Number.isNaN(value)) return `${lowerFirst(feature.label)} earlier in the two days`;
  return phraseOf(feature.id, value) ?? plain(feature, value);
}
