// Where the week of the wearables stands on the patient page, and which model inputs are drawn in which chart.
import type { WeekAlert } from '#lib/modalities/wearables/week-alerts.ts';

/** Id of the panel. */
export const WEARABLES_ANCHOR = 'wearables';

/** One of the panel's charts. */
export type WeekPart = WeekAlert['kind'] | 'course' | 'steps' | 'variability';

/** Id of a chart; it is on the page when the signals were fetched and read. */
export const weekAnchor = (part: WeekPart): string => `${WEARABLES_ANCHOR}-${part}`;

const DRAWN_IN: Readonly<Record<string, WeekPart>> = {
  'wearable.wear-time': 'steps',
  'wearable.steps': 'steps',
  'wearable.resting-heart-rate': 'rest',
  'wearable.nocturnal-heart-rate': 'course',
  'wearable.circadian-amplitude': 'course',
  'wearable.rmssd': 'variability',
  'wearable.sdnn': 'variability',
  'wearable.irregular-strips': 'rhythm',
  'wearable.early-beats': 'rhythm',
  'wearable.odi3': 'desaturations',
  'wearable.t90': 'desaturations',
  'wearable.hypoxic-burden': 'desaturations',
};

/** The chart of a measure; the panel for one that has none. */
export function wearableAnchor(measure: string): string {
  const part = DRAWN_IN[measure];
  return part === undefined ? WEARABLES_ANCHOR : weekAnchor(part);
}
