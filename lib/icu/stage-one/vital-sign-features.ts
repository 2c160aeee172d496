import { type ChannelId, channelOf } from '../hourly/channels.ts';
import { type HourlyStay, lastWithin } from '../hourly/stay.ts';
import type { HourlyFeature } from './feature.ts';
import { leastIn, meanBetween, meanIn, mostIn, slopeIn } from './window.ts';
import { levelText, nameOf, trendText, valueText } from './words.ts';

/** The vital signs that every monitor gives. */
const SIGNS = [
  'heart-rate',
  'spo2',
  'temperature',
  'systolic-pressure',
  'mean-pressure',
  'diastolic-pressure',
  'respiratory-rate',
] as const satisfies readonly ChannelId[];

const WINDOWS = [6, 12, 24] as const;
const FIRST_DAY = 24;
/** What is new is the mean of these hours; one reading may be noise. */
const RECENT = 6;
/** A slope beyond this share of the whole range in an hour is a recording error. */
const STEEPEST = 0.5;

const describe = (sign: ChannelId) => {
  const { label, unit, plausible } = channelOf(sign);
  return { measure: sign, modality: 'vital-signs', unit, plausible, label } as const;
};

const spanOf = (sign: ChannelId): number => {
  const [low, high] = channelOf(sign).plausible;
  return high - low;
};

/** The newest value that still stands. */
const last = (sign: ChannelId): HourlyFeature => ({
  ...describe(sign),
  id: `${sign}.last`,
  read: (stay, hour) => lastWithin(stay.series[sign], hour, channelOf(sign).standsFor),
  phrase: (value) => levelText(sign, value),
});

type Statistic = (series: Float32Array, hour: number, hours: number) => number;

function inWindow(
  sign: ChannelId,
  [name, said, over = 'in']: readonly [name: string, said: string, over?: string],
  hours: number,
  statistic: Statistic,
): HourlyFeature {
  const described = describe(sign);
  return {
    ...described,
    id: `${sign}.${name}-${hours}h`,
    label: `${described.label}, ${said} of ${hours} h`,
    read: (stay, hour) => statistic(stay.series[sign], hour, hours),
    phrase: (value) => `${said} ${levelText(sign, value)} ${over} ${hours}\u00a0h`,
  };
}

function slope(sign: ChannelId, hours: number): HourlyFeature {
  const steepest = spanOf(sign) * STEEPEST;
  const { label, unit, ...described } = describe(sign);
  return {
    ...described,
    id: `${sign}.slope-${hours}h`,
    label: `${label}, slope of ${hours} h`,
    unit: `${unit}/h`,
    plausible: [-steepest, steepest],
    read: (stay, hour) => slopeIn(stay.series[sign], hour, hours),
    phrase: (value, stay, hour) =>
      trendText(stay, hour, sign, hours, value) ?? steadyText(sign, value, hours),
  };
}

const steadyText = (sign: ChannelId, perHour: number, hours: number): string =>
  `${nameOf(sign)} ${perHour > 0 ? 'slowly rising' : 'slowly falling'} over ${hours}\u00a0h`;

/** Mean of the stay's first day, or of as much of it as has passed. */
const firstDay = ({ series }: HourlyStay, hour: number, sign: ChannelId): number =>
  meanBetween(series[sign], 0, Math.min(hour, FIRST_DAY - 1));

function sinceFirstDay(sign: ChannelId): HourlyFeature {
  const { label, ...described } = describe(sign);
  return {
    ...described,
    id: `${sign}.since-first-day`,
    label: `${label}, mean of ${RECENT} h less the first day's`,
    plausible: [-spanOf(sign), spanOf(sign)],
    read: (stay, hour) => meanIn(stay.series[sign], hour, RECENT) - firstDay(stay, hour, sign),
    phrase: (value) =>
      `${nameOf(sign)} ${valueText(channelOf(sign), Math.abs(value))} ${value < 0 ? 'below' : 'above'} the patient's first day`,
  };
}

const windowsOf = (sign: ChannelId): HourlyFeature[] =>
  WINDOWS.flatMap((hours) => [
    inWindow(sign, ['mean', 'average', 'over'], hours, meanIn),
    inWindow(sign, ['least', 'lowest'], hours, leastIn),
    inWindow(sign, ['most', 'highest'], hours, mostIn),
    slope(sign, hours),
  ]);

export const vitalSignFeatures: readonly HourlyFeature[] = SIGNS.flatMap((sign) => [
  last(sign),
  ...windowsOf(sign),
  sinceFirstDay(sign),
]);
