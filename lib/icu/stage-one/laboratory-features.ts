import { type ChannelId, channelOf } from '../hourly/channels.ts';
import { lastWithin } from '../hourly/stay.ts';
import type { HourlyFeature } from './feature.ts';
import { levelText, trendText } from './words.ts';

/**
 * A few values that every unit draws of almost everybody. Rarer ones tell more about who draws blood, and when, than about
 * the patient, and another hospital draws it otherwise.
 */
const VALUES = [
  'leukocytes',
  'platelets',
  'creatinine',
  'urea-nitrogen',
  'bilirubin',
  'lactate',
  'bicarbonate',
  'glucose',
  'haemoglobin',
] as const satisfies readonly ChannelId[];

export const laboratoryFeatures: readonly HourlyFeature[] = VALUES.map((id) => {
  const { label, unit, plausible, standsFor } = channelOf(id);
  return {
    id: `${id}.last`,
    label,
    measure: id,
    modality: 'laboratory',
    unit,
    plausible,
    read: (stay, hour) => lastWithin(stay.series[id], hour, standsFor),
    phrase: (value, stay, hour) => trendText(stay, hour, id, standsFor) ?? levelText(id, value),
  };
});
