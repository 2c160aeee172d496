import { type ArmDifference, type ArmOutcome, armDifference } from './arm-difference.ts';
import type { Arm, ArmOutcomeId, Experiment } from './experiment.ts';
import { boundsAfter, stakeOn } from './hedged-capital.ts';
import { sampleRatioP } from './sample-ratio.ts';

/** What became of a patient over the same stretch of the stay, in the outcomes' units; patients in the order of their admission. */
export type PatientOutcome = { readonly arm: string } & Readonly<Record<ArmOutcomeId, number>>;

/** How an outcome is counted. `most`: beyond it is counted as that. */
export type OutcomeKind = {
  readonly id: ArmOutcomeId;
  readonly label: string;
  /** UCUM. */
  readonly unit: string;
  readonly most: number;
};

export const OUTCOME_KINDS: readonly OutcomeKind[] = [
  { id: 'alerts', label: 'Alerts in the first 24 h', unit: '/d', most: 12 },
  { id: 'alerted', label: 'Patients with an alert', unit: '1', most: 1 },
  { id: 'dismissed', label: 'Patients with an alert dismissed as wrong', unit: '1', most: 1 },
];

type ArmMean = {
  readonly arm: string;
  readonly patients: number;
  readonly mean: number | null;
  readonly low: number;
  readonly high: number;
};

export type OutcomeReport = OutcomeKind & {
  readonly isPrimary: boolean;
  readonly arms: readonly ArmMean[];
  /** Of each arm that is tried against the one that stands, at looks spread over the patients; empty before the first. */
  readonly differences: readonly { readonly arm: string; readonly looks: readonly ArmDifference[] }[];
};

export type ArmReport = {
  readonly experiment: Experiment;
  readonly level: number;
  /** Patients whose stretch is over. */
  readonly patients: number;
  /** Whether patients fell to the arms as planned; always valid. */
  readonly ratioP: number;
  readonly outcomes: readonly OutcomeReport[];
};

/** Looks that are drawn; the test itself looks after each patient. */
const LOOKS = 40;

/** Up to `LOOKS` numbers of patients, evenly apart, the last one all of them. */
export function looksAt(patients: number): readonly number[] {
  const looks = Math.min(LOOKS, patients);
  return Array.from({ length: looks }, (_, at) => Math.round(((at + 1) * patients) / looks));
}

function armMean(values: readonly number[], { name }: Arm, most: number, level: number): ArmMean {
  const scaled = Float64Array.from(values, (value) => value / most);
  const bounds = boundsAfter(stakeOn(scaled, level), looksAt(scaled.length), level).at(-1);
  const { low, high } = bounds ?? { low: 0, high: 1 };
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    arm: name,
    patients: values.length,
    mean: values.length > 0 ? sum / values.length : null,
    low: low * most,
    high: high * most,
  };
}

function differencesOf(
  [standing, ...others]: readonly Arm[],
  patients: readonly { readonly arm: string; readonly value: number }[],
  most: number,
  level: number,
): OutcomeReport['differences'] {
  if (!standing) return [];
  return others.map(({ name, share }) => {
    const pair = patients.flatMap(({ arm, value }): ArmOutcome[] => {
      if (arm !== name && arm !== standing.name) return [];
      return [{ arm: arm === name ? 1 : 0, value: value / most }];
    });
    // Among the patients of these two arms; each comparison has its part of the level.
    const chance = share / (share + standing.share);
    const looks = armDifference(pair, chance, looksAt(pair.length), level / others.length);
    const inUnit = looks.map((look) => ({
      ...look,
      estimate: look.estimate * most,
      low: look.low * most,
      high: look.high * most,
    }));
    return { arm: name, looks: inUnit };
  });
}

/** How the arms do, at every outcome; only the primary one decides. */
export function reportArms(
  experiment: Experiment,
  outcomes: readonly PatientOutcome[],
  level: number,
): ArmReport {
  const { arms, primary } = experiment;
  const counts = arms.map(({ name }) => outcomes.filter(({ arm }) => arm === name).length);
  const shares = arms.map(({ share }) => share);
  return {
    experiment,
    level,
    patients: outcomes.length,
    ratioP: sampleRatioP(counts, shares),
    outcomes: OUTCOME_KINDS.map((kind) => {
      const values = outcomes.map((one) => ({ arm: one.arm, value: Math.min(one[kind.id], kind.most) }));
      const ofArm = (arm: Arm) => values.flatMap((one) => (one.arm === arm.name ? [one.value] : []));
      return {
        ...kind,
        isPrimary: kind.id === primary,
        arms: arms.map((arm) => armMean(ofArm(arm), arm, kind.most, level)),
        differences: differencesOf(arms, values, kind.most, level),
      };
    }),
  };
}
