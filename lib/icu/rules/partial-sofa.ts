import { type Known, pointsUpTo, type Readings, type Rule, sumOf } from './rule.ts';

const SOURCE =
  'Vincent JL et al., Intensive Care Med 1996;22:707–710; respiration from SpO₂/FiO₂: Pandharipande PP et al., Crit Care Med 2009;37:1317–1321';

/**
 * SpO2/FiO2 that stands for PaO2/FiO2 of 300 and 400. Three and four points are for supported breathing, which no column says,
 * so at most two are given. On room air a saturation above 97 % lies where the curve is flat: no points.
 */
const respiration = ({ spo2, fio2 }: Readings): Known => {
  if (spo2 === null || fio2 === null) return null;
  return spo2 > 97 && fio2 <= 0.215 ? 0 : pointsUpTo(spo2 / fio2, RESPIRATION, 0);
};

const RESPIRATION = [
  [357, 2],
  [512, 1],
] as const;

const below = (value: Known, limits: readonly (readonly [number, number])[]): Known => {
  if (value === null) return null;
  return limits.find(([limit]) => value < limit)?.[1] ?? 0;
};

const from = (value: Known, limits: readonly (readonly [number, number])[]): Known => {
  if (value === null) return null;
  return limits.find(([limit]) => value >= limit)?.[1] ?? 0;
};

/**
 * SOFA of what a monitor and a laboratory say: no points for vasopressors, for consciousness or for urine, so it is the least
 * that the whole score can be.
 */
export const partialSofa: Rule = (readings) =>
  sumOf({ id: 'partial-sofa', label: 'SOFA, in part', source: SOURCE }, [
    { label: 'respiration', points: respiration(readings) },
    { label: 'coagulation', points: below(readings.platelets, PLATELETS) },
    { label: 'liver', points: from(readings.bilirubin, BILIRUBIN) },
    { label: 'circulation', points: below(readings.mean, [[70, 1]]) },
    { label: 'kidneys', points: from(readings.creatinine, CREATININE) },
    { label: 'consciousness', points: null },
  ]);

/** 10³/µL */
const PLATELETS = [
  [20, 4],
  [50, 3],
  [100, 2],
  [150, 1],
] as const;
/** mg/dL */
const BILIRUBIN = [
  [12, 4],
  [6, 3],
  [2, 2],
  [1.2, 1],
] as const;
/** mg/dL */
const CREATININE = [
  [5, 4],
  [3.5, 3],
  [2, 2],
  [1.2, 1],
] as const;
