import { type ChannelId, channelOf } from '../hourly/channels.ts';
import { type HourlyStay, lastWithin } from '../hourly/stay.ts';
import { news2 } from './news2.ts';
import { partialSofa } from './partial-sofa.ts';
import { qsofa } from './qsofa.ts';
import type { Known, Readings, RuleScore } from './rule.ts';
import { shockIndex } from './shock-index.ts';
import { sirs } from './sirs.ts';

/** A channel as it is known at an hour: the newest value that still stands. */
export function knownAt(stay: HourlyStay, hour: number, id: ChannelId): Known {
  const value = lastWithin(stay.series[id], hour, channelOf(id).standsFor);
  return Number.isNaN(value) ? null : value;
}

/** What bedside scores need, as it is known at an hour. The files of stays do not say whether somebody is alert. */
export function readingsAt(stay: HourlyStay, hour: number): Readings {
  const known = (id: ChannelId) => knownAt(stay, hour, id);
  return {
    heartRate: known('heart-rate'),
    respiratoryRate: known('respiratory-rate'),
    spo2: known('spo2'),
    temperature: known('temperature'),
    systolic: known('systolic-pressure'),
    mean: known('mean-pressure'),
    fio2: known('fio2'),
    paco2: known('paco2'),
    leukocytes: known('leukocytes'),
    platelets: known('platelets'),
    bilirubin: known('bilirubin'),
    creatinine: known('creatinine'),
    alert: null,
  };
}

export type Rules = {
  readonly news2: RuleScore;
  readonly qsofa: RuleScore;
  readonly sirs: RuleScore;
  readonly shockIndex: RuleScore;
  readonly partialSofa: RuleScore;
};

/** All bedside scores at an hour, each with what was missing. */
export function rulesAt(stay: HourlyStay, hour: number): Rules {
  const readings = readingsAt(stay, hour);
  return {
    news2: news2(readings),
    qsofa: qsofa(readings),
    sirs: sirs(readings),
    shockIndex: shockIndex(readings),
    partialSofa: partialSofa(readings),
  };
}
