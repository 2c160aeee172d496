import type { Moment } from '#lib/clinical/moment.ts';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { Feature, Gap, Reading } from '#lib/contract/feature.ts';
import type { Measured } from '#lib/signal/measured.ts';
import { analyseWeek, type Week } from './analyse-week.ts';
import { absence, outcome } from './outcomes.ts';
import type { Recording, WearablesSlice } from './slice.ts';
import { windowBefore, within } from './window.ts';

type Spec = Pick<
  Feature<WearablesSlice>,
  'label' | 'unit' | 'plausible' | 'source' | 'phrase' | 'short' | 'version'
>;
type Source = { readonly what: string; readonly of: (slice: WearablesSlice) => readonly Recording[] };

const RHYTHM = 'Heart rhythm at home';
const SLEEP = 'Nights at home';
const ACTIVITY = 'Activity at home';

const pulse: Source = { what: 'the heart rate', of: ({ heartRate }) => heartRate };
const oximetry: Source = { what: 'the oxygen saturation', of: ({ saturation }) => saturation };
const pedometer: Source = { what: 'steps', of: ({ steps }) => steps };
const strip: Source = { what: 'an ECG', of: ({ ecg }) => ecg };
const anything: Source = {
  what: 'heart rate or steps',
  of: ({ heartRate, steps }) => [...heartRate, ...steps].toSorted((a, b) => a.start.ms - b.start.ms),
};

const perMinute = (value: number): string => `${numberText(value, value < 10 ? 1 : 0)}/min`;

/** A feature that reads one measure of the seven days before, from recordings of one kind. */
function feature(
  id: string,
  group: string,
  spec: Spec,
  { what, of }: Source,
  pick: (measures: Week['measures']) => Measured,
): Feature<WearablesSlice> {
  const read = (slice: WearablesSlice, { ms: at }: Moment): Reading | Gap => {
    const recordings = of(slice);
    const gap = absence(recordings, at, what);
    return gap ?? outcome(pick(analyseWeek(slice, at).measures), within(recordings, windowBefore(at)));
  };
  return { id: `wearable.${id}`, measure: `wearable.${id}`, group, ...spec, read };
}

const TASK_FORCE =
  'Task Force of ESC and NASPE, Circulation 1996;93:1043–1065; median of ECG strips of the last 7 days';
const LAST_DAYS = 'last 7 days';

const features: readonly Feature<WearablesSlice>[] = [
  feature(
    'wear-time',
    ACTIVITY,
    {
      label: 'Time worn',
      unit: 'h/d',
      // The window is seven days long from the first day at home on: a mean would read as if it was hardly worn.
      phrase: (value) => `worn ${numberText(7 * value, 0)} h within 7 days`,
      plausible: [0, 24],
      source: `Minutes with a heart rate or a step count; ${LAST_DAYS}`,
    },
    anything,
    ({ wearTime }) => wearTime,
  ),
  feature(
    'steps',
    ACTIVITY,
    {
      label: 'Steps a day',
      unit: '{steps}/d',
      phrase: (value) => `${numberText(value, 0)} steps a day`,
      plausible: [0, 60_000],
      version: 2,
      source: `LOINC 55423-8; 24 hours with 10 h of wear (Troiano RP et al., Med Sci Sports Exerc 2008;40:181–188); ${LAST_DAYS}`,
    },
    pedometer,
    ({ steps }) => steps,
  ),
  feature(
    'resting-heart-rate',
    RHYTHM,
    {
      label: 'Resting heart rate at home',
      unit: '/min',
      short: (value) => `resting heart rate ${perMinute(value)}`,
      plausible: [25, 200],
      source: `10th percentile of minutes at rest, after Quer G et al., PLoS One 2020;15:e0227709; ${LAST_DAYS}`,
    },
    pulse,
    ({ restingHeartRate }) => restingHeartRate,
  ),
  feature(
    'nocturnal-heart-rate',
    RHYTHM,
    {
      label: 'Heart rate in sleep',
      unit: '/min',
      short: (value) => `heart rate asleep ${perMinute(value)}`,
      plausible: [25, 200],
      source: `Mean of the main sleep; ${LAST_DAYS}`,
    },
    pulse,
    ({ nocturnalHeartRate }) => nocturnalHeartRate,
  ),
  feature(
    'circadian-amplitude',
    RHYTHM,
    {
      label: 'Daily swing of the heart rate',
      unit: '/min',
      short: (value) => `heart-rate swing ${perMinute(value)}`,
      plausible: [0, 80],
      version: 2,
      source: `Half the swing of a 24-hour cosinor, Cornelissen G, Theor Biol Med Model 2014;11:16; ${LAST_DAYS}`,
    },
    pulse,
    ({ circadianAmplitude }) => circadianAmplitude,
  ),
  feature(
    'rmssd',
    RHYTHM,
    { label: 'RMSSD at rest', unit: 'ms', plausible: [0, 500], version: 2, source: TASK_FORCE },
    strip,
    ({ rmssd }) => rmssd,
  ),
  feature(
    'sdnn',
    RHYTHM,
    { label: 'SDNN at rest', unit: 'ms', plausible: [0, 500], version: 2, source: TASK_FORCE },
    strip,
    ({ sdnn }) => sdnn,
  ),
  feature(
    'irregular-strips',
    RHYTHM,
    {
      label: 'Strips irregular as in atrial fibrillation',
      unit: '%',
      short: (value) => `${numberText(value, 0)} % of strips irregular`,
      plausible: [0, 100],
      version: 2,
      source: `RMSSD over mean interval and turning points, Dash S et al., Ann Biomed Eng 2009;37:1701–1709; ${LAST_DAYS}`,
    },
    strip,
    ({ irregular }) => irregular,
  ),
  feature(
    'early-beats',
    RHYTHM,
    {
      label: 'Early beats',
      unit: '%',
      plausible: [0, 100],
      version: 2,
      source: `Below 80 % of the usual interval, a pause after; ECG strips in regular rhythm; ${LAST_DAYS}`,
    },
    strip,
    ({ ectopic }) => ectopic,
  ),
  feature(
    'odi3',
    SLEEP,
    {
      label: 'Desaturations of 3 % an hour asleep',
      unit: '/h',
      phrase: (value) => `${numberText(value, value < 10 ? 1 : 0)} desaturations an hour asleep`,
      short: (value) => `${numberText(value, value < 10 ? 1 : 0)} desaturations/h asleep`,
      plausible: [0, 150],
      source: `Levy J et al., npj Digit Med 2021;4:1; episodes where there is one reading a minute; ${LAST_DAYS}`,
    },
    oximetry,
    ({ odi3 }) => odi3,
  ),
  feature(
    't90',
    SLEEP,
    {
      label: 'Sleep below 90 % saturation',
      unit: '%',
      short: (value) => `${numberText(value, value < 10 ? 1 : 0)} % of sleep, SpO2 < 90 %`,
      plausible: [0, 100],
      source: `Share of valid readings asleep; ${LAST_DAYS}`,
    },
    oximetry,
    ({ t90 }) => t90,
  ),
  feature(
    'hypoxic-burden',
    SLEEP,
    {
      label: 'Hypoxic burden',
      unit: '%.min/h',
      short: (value) => `hypoxic burden ${numberText(value, value < 10 ? 1 : 0)} %·min/h`,
      plausible: [0, 500],
      source: `Area of desaturations, Azarbarzin A et al., Eur Heart J 2019;40:1149–1157; ${LAST_DAYS}`,
    },
    oximetry,
    ({ burden }) => burden,
  ),
];

/** What the wearables modality computes, without how it is parsed. */
export const wearablesDescription = {
  id: 'wearables',
  label: 'Wearables',
  features,
  fetchedLater: true,
} as const;
