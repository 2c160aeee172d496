// Words, units and numbers of intensive care as they stand on the wall.
import { clockText, shortDayText, zoneText } from '#components/patient/moment-text.ts';
import { unitText } from '#lib/clinical/quantity-text.ts';
import type {
  Alert,
  AlertCondition,
  AlertFactor,
  AlertReason,
  SecondOpinion,
} from '#lib/icu/alerts/alert.ts';
import type { AnswerKind } from '#lib/icu/alerts/answers.ts';
import { BEDSIDE_SIGNS, type BedsideSign, type WaveformId } from '#lib/icu/events/stream-event.ts';
import type { WallRule } from '#lib/icu/wall/wall-message.ts';
import type { Trend } from './tile-facts.ts';

const NBSP = '\u00a0';

type SignName = { readonly short: string; readonly name: string; readonly decimals: number };

export const SIGNS: Readonly<Record<BedsideSign, SignName>> = {
  'heart-rate': { short: 'HR', name: 'Heart rate', decimals: 0 },
  'respiratory-rate': { short: 'RR', name: 'Respiratory rate', decimals: 0 },
  spo2: { short: 'SpO₂', name: 'Oxygen saturation', decimals: 0 },
  temperature: { short: 'T', name: 'Temperature', decimals: 1 },
  'systolic-pressure': { short: 'SBP', name: 'Systolic pressure', decimals: 0 },
  'mean-pressure': { short: 'MAP', name: 'Mean arterial pressure', decimals: 0 },
  'diastolic-pressure': { short: 'DBP', name: 'Diastolic pressure', decimals: 0 },
  etco2: { short: 'etCO₂', name: 'End-tidal CO₂', decimals: 0 },
};

export const signUnit = (sign: BedsideSign): string =>
  sign === 'heart-rate' || sign === 'respiratory-rate' ? '/min' : unitText(BEDSIDE_SIGNS[sign]);

export const signNumber = (sign: BedsideSign, value: number): string => value.toFixed(SIGNS[sign].decimals);

export const WAVEFORM_NAMES: Readonly<Record<WaveformId, string>> = {
  ecg: 'ECG',
  pleth: 'Pleth',
  abp: 'ABP',
  resp: 'Resp',
};

export const CONDITIONS: Readonly<Record<AlertCondition, { readonly name: string; readonly short: string }>> =
  {
    sepsis: { name: 'Sepsis', short: 'Sepsis' },
    deterioration: { name: 'Deterioration', short: 'Deter.' },
  };

export const RULES: Readonly<Record<WallRule['id'], { readonly name: string; readonly decimals: number }>> = {
  news2: { name: 'NEWS2', decimals: 0 },
  qsofa: { name: 'qSOFA', decimals: 0 },
  sirs: { name: 'SIRS', decimals: 0 },
  'shock-index': { name: 'Shock index', decimals: 2 },
};

export const ruleText = ({ id, value }: WallRule): string =>
  value === null ? '–' : value.toFixed(RULES[id].decimals);

export const REASONS: Readonly<Record<AlertReason, string>> = {
  treated: 'Treatment is under way',
  known: 'Known, no change',
  'measurement-error': 'Measurement error',
  'not-clinically-relevant': 'Not clinically relevant',
  'comfort-care': 'Comfort care',
  other: 'Other',
};

export const ANSWERS: Readonly<Record<AnswerKind, string>> = {
  acknowledge: 'Acknowledge',
  snooze: 'Snooze',
  dismiss: 'Dismiss',
};

export const STATES: Readonly<Record<Alert['state'], string>> = {
  raised: 'unanswered',
  acknowledged: 'acknowledged',
  snoozed: 'snoozed',
  dismissed: 'dismissed',
  ended: 'ended',
};

export const TRENDS: Readonly<Record<Trend, { readonly arrow: string; readonly word: string }>> = {
  rising: { arrow: '↑', word: 'rising' },
  falling: { arrow: '↓', word: 'falling' },
  steady: { arrow: '→', word: 'steady' },
  unknown: { arrow: '', word: 'no trend yet' },
};

/** A probability as whole per cent; never `0 %` or `100 %` for what is neither. */
export function percentText(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent < 1) return `<${NBSP}1${NBSP}%`;
  if (percent > 99) return `>${NBSP}99${NBSP}%`;
  return `${percent}${NBSP}%`;
}

/** `40 s`, `4 min`, `3 h`, `2 d`: how long ago, rounded down, so that nothing looks older or newer than it is. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}${NBSP}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes}${NBSP}min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}${NBSP}h` : `${Math.floor(hours / 24)}${NBSP}d`;
}

/** Minutes east of UTC where the reader is, at a time. */
export const zoneAt = (ms: number): number => -new Date(ms).getTimezoneOffset();

/** `14:32` where the reader is; the zone is named once for the page. */
export const timeText = (ms: number): string => clockText(ms, zoneAt(ms));

/** `14:32:08`. */
export const secondText = (ms: number): string =>
  new Date(ms + zoneAt(ms) * 60_000).toISOString().slice(11, 19);

/** `29 Nov 14:32`. */
export const dayTimeText = (ms: number): string => `${shortDayText(ms, zoneAt(ms))}${NBSP}${timeText(ms)}`;

/** `UTC+01:00`. */
export const zoneName = (ms: number): string => zoneText(zoneAt(ms));

const SHORT_SEX: Readonly<Record<string, string>> = { female: 'F', male: 'M' };

/** Who lies in a bed, in the width of a tile: `60–69 F` for `60–69 y, female`; a name stays as it is. */
export const shortWho = (who: string): string =>
  who.replace(/^(.+) y, (female|male)$/, (_, band: string, sex: string) => `${band}${NBSP}${SHORT_SEX[sex]}`);

/** What an alert is said to come from first: a sign that can be looked at, rather than an age or a length of stay. */
export function leadingFactor(factors: readonly AlertFactor[]): AlertFactor | undefined {
  const raising = factors.filter(({ share }) => share > 0).toSorted((a, b) => b.share - a.share);
  return raising.find(({ modality }) => modality !== 'history') ?? raising[0];
}

/** What the second model said when an alert began. */
export function opinionText({ agrees, probability, threshold }: SecondOpinion): string {
  const said = `${percentText(probability)}, its threshold ${percentText(threshold)}`;
  return agrees ? `The second model agreed (${said})` : `The second model did not agree (${said})`;
}

const MODALITIES: Readonly<Record<string, string>> = {
  'vital-signs': 'Vital signs',
  laboratory: 'Laboratory',
  scores: 'Bedside scores',
  history: 'History',
  waveforms: 'Waveforms',
  genome: 'Genome',
};

export const modalityName = (id: string): string => MODALITIES[id] ?? id;
