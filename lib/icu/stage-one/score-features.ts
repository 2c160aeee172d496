import { numberText } from '#lib/clinical/quantity-text.ts';
import type { HourlyStay } from '../hourly/stay.ts';
import { news2 } from '../rules/news2.ts';
import { partialSofa } from '../rules/partial-sofa.ts';
import { qsofa } from '../rules/qsofa.ts';
import type { Rule } from '../rules/rule.ts';
import { knownAt, readingsAt } from '../rules/rules-at.ts';
import { sirs } from '../rules/sirs.ts';
import type { HourlyFeature } from './feature.ts';
import { meanIn } from './window.ts';

const NBSP = '\u00a0';

const scoreAt = (rule: Rule, stay: HourlyStay, hour: number): number =>
  rule(readingsAt(stay, hour)).value ?? Number.NaN;

const score = (measure: string, label: string, rule: Rule, most: number): HourlyFeature => ({
  id: `${measure}.last`,
  label,
  measure,
  modality: 'scores',
  unit: '1',
  plausible: [0, most],
  read: (stay, hour) => scoreAt(rule, stay, hour),
  phrase: (value) => `${label} ${numberText(value, 0)} of ${most}`,
});

/** How many points more than some hours ago; at the beginning of a stay there is no such hour. */
const rise = (measure: string, label: string, rule: Rule, most: number, hours: number): HourlyFeature => ({
  id: `${measure}.rise-${hours}h`,
  label: `${label}, rise in ${hours} h`,
  measure,
  modality: 'scores',
  unit: '1',
  plausible: [-most, most],
  read: (stay, hour) =>
    hour < hours ? Number.NaN : scoreAt(rule, stay, hour) - scoreAt(rule, stay, hour - hours),
  phrase: (value) =>
    value === 0
      ? `${label} as ${hours}${NBSP}h before`
      : `${label} ${value > 0 ? 'up' : 'down'} ${numberText(Math.abs(value), 0)} in ${hours}${NBSP}h`,
});

type Pressure = 'systolic-pressure' | 'mean-pressure';

const ratioNow = (stay: HourlyStay, hour: number, pressure: Pressure): number =>
  (knownAt(stay, hour, 'heart-rate') ?? Number.NaN) / (knownAt(stay, hour, pressure) ?? Number.NaN);

const ratioMean = (stay: HourlyStay, hour: number, pressure: Pressure, hours: number): number =>
  meanIn(stay.series['heart-rate'], hour, hours) / meanIn(stay.series[pressure], hour, hours);

const shock = (id: string, label: string, measure: string, read: HourlyFeature['read']): HourlyFeature => ({
  id,
  label,
  measure,
  modality: 'scores',
  unit: '1',
  plausible: [0, 20],
  read,
  phrase: (value) => `${label.charAt(0).toLowerCase()}${label.slice(1)} ${numberText(value, 2)}`,
});

export const scoreFeatures: readonly HourlyFeature[] = [
  score('news2', 'NEWS2', news2, 20),
  rise('news2', 'NEWS2', news2, 20, 12),
  score('sirs', 'SIRS', sirs, 4),
  score('qsofa', 'qSOFA', qsofa, 3),
  score('partial-sofa', 'SOFA, in part', partialSofa, 20),
  rise('partial-sofa', 'SOFA, in part', partialSofa, 20, 12),
  rise('partial-sofa', 'SOFA, in part', partialSofa, 20, 24),
  shock('shock-index.last', 'Shock index', 'shock-index', (stay, hour) =>
    ratioNow(stay, hour, 'systolic-pressure'),
  ),
  shock('shock-index.mean-6h', 'Mean shock index of 6 h', 'shock-index', (stay, hour) =>
    ratioMean(stay, hour, 'systolic-pressure', 6),
  ),
  shock('shock-index.mean-24h', 'Mean shock index of 24 h', 'shock-index', (stay, hour) =>
    ratioMean(stay, hour, 'systolic-pressure', 24),
  ),
  shock('modified-shock-index.last', 'Modified shock index', 'modified-shock-index', (stay, hour) =>
    ratioNow(stay, hour, 'mean-pressure'),
  ),
  shock(
    'modified-shock-index.mean-24h',
    'Mean modified shock index of 24 h',
    'modified-shock-index',
    (stay, hour) => ratioMean(stay, hour, 'mean-pressure', 24),
  ),
];
