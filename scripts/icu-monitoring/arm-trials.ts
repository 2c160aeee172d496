import { type ArmOutcome, contributions } from '#lib/monitoring/arm-difference.ts';
import { alwaysValidP, stakeOn } from '#lib/monitoring/hedged-capital.ts';
import { type Look, looksOf, mixtureP } from '#lib/monitoring/normal-mixture.ts';

/** What outcomes of an arm look like, drawn one by one, each within 0 … 1. */
type Outcome = (draw: () => number) => number;

export type Trial = {
  readonly name: string;
  /** Share of patients in the arm that is tried. */
  readonly share: number;
  readonly standing: Outcome;
  readonly tried: Outcome;
  /** Of the means, tried less standing. */
  readonly difference: number;
};

/** Patient at whom a method would have stopped with "there is a difference"; `null`: it never did. */
export type Stops = Readonly<Record<Method, number | null>>;
export type Method = 'peeking' | 'fixed' | 'mixture' | 'betting';

export const METHODS: Readonly<Record<Method, string>> = {
  peeking: 'z test after each patient',
  fixed: 'z test once, at the end',
  mixture: 'mixture SPRT',
  betting: 'hedged capital (in use)',
};

export const LEVEL = 0.05;
/** 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054;
/** Nobody would look at fewer. */
const FIRST_LOOK = 20;
/** Standard deviation of differences that the mixture expects. */
const EXPECTED = 0.05;

export const happens =
  (rate: number): Outcome =>
  (draw) =>
    draw() < rate ? 1 : 0;

/** Alerts a day, at most 24: most patients have none, some have many. In parts of 24. */
export const alertsADay =
  (mean: number): Outcome =>
  (draw) =>
    draw() < 0.6 ? 0 : Math.min(1, (-Math.log(1 - draw()) * mean) / 0.4 / 24);

function drawTrial({ share, standing, tried }: Trial, patients: number, draw: () => number): ArmOutcome[] {
  return Array.from({ length: patients }, () => {
    const arm = draw() < share ? 1 : 0;
    return { arm, value: (arm === 1 ? tried : standing)(draw) };
  });
}

const isSignificant = ({ difference, variance }: Look): boolean =>
  variance > 0 && Math.abs(difference) > Z * Math.sqrt(variance);

/** Number of the first that holds from `from` patients on; `null`: none does. */
function firstAt<T>(all: ArrayLike<T>, holds: (one: T) => boolean, from = 1): number | null {
  for (let at = from - 1; at < all.length; at += 1) {
    const one = all[at];
    if (one !== undefined && holds(one)) return at + 1;
  }
  return null;
}

/** Where each method stops when it looks after each patient. */
export function stopsOf(outcomes: readonly ArmOutcome[], share: number): Stops {
  const looks = looksOf(outcomes);
  const reach = 1 / Math.min(share, 1 - share);
  const scaled = contributions(outcomes, share).map((value) => 0.5 + value / (2 * reach));
  const isDecided = (p: number) => p <= LEVEL;
  return {
    peeking: firstAt(looks, isSignificant, FIRST_LOOK),
    fixed: firstAt(looks, isSignificant, looks.length),
    mixture: firstAt(mixtureP(looks, EXPECTED), isDecided, FIRST_LOOK),
    betting: firstAt(alwaysValidP(stakeOn(scaled, LEVEL), 0.5), isDecided),
  };
}

export function runTrials(trial: Trial, patients: number, runs: number, draw: () => number): Stops[] {
  return Array.from({ length: runs }, () => stopsOf(drawTrial(trial, patients, draw), trial.share));
}

/** Hours of one patient are alike: each patient has a rate of her own, 0 … 1, and no arm changes it. */
export function runHours(patients: number, hours: number, runs: number, draw: () => number) {
  return Array.from({ length: runs }, () => {
    const byPatient = Array.from({ length: patients }, () => {
      const arm: 0 | 1 = draw() < 0.5 ? 1 : 0;
      const rate = draw() ** 3;
      return { arm, hours: Array.from({ length: hours }, () => (draw() < rate ? 1 : 0)) };
    });
    const asHours = byPatient.flatMap(({ arm, hours: own }) =>
      own.map((value): ArmOutcome => ({ arm, value })),
    );
    const asPatients = byPatient.map(({ arm, hours: own }): ArmOutcome => {
      const sum = own.reduce<number>((total, value) => total + value, 0);
      return { arm, value: sum / hours };
    });
    return { asHours: stopsOf(asHours, 0.5).betting, asPatients: stopsOf(asPatients, 0.5).betting };
  });
}
