import { HOUR_MS } from '#lib/clinical/moment.ts';
import { cohortSeed } from '../cohort-seed.ts';
import { patientId } from '../patient.ts';
import { openStream } from '../stream.ts';

/** A simulated unit of intensive care, which has been open since `WARD_OPENED_MS`: what happens at an instant depends on the seed alone. */
export type Ward = { readonly seed: number; readonly beds: number };

export const MOST_BEDS = 60;
export const WARD_NAME = 'ICU';
export const MINUTE_MS = 60_000;

export const WARD_OPENED_MS = Date.UTC(2024, 0, 1);
/** Room in the numbering of patients for the stays of one bed. */
const STAYS_A_BED = 100_000;
/** Hours: half the stays are shorter than 68 h, near the 2 to 3 days of Zimmerman JE et al., Crit Care 2013;17:R81. */
const SHORTEST_STAY = 30;
const LONGEST_STAY = 106;

/** Where somebody lies from a time on, ms since the epoch. */
export type Place = { readonly from: number; readonly bed: string };

/** One patient from admission to discharge. */
export type Stay = {
  /** With `index`, whose stay it is: no stream of another patient is drawn from them. */
  readonly seed: number;
  readonly index: number;
  readonly patient: string;
  readonly from: number;
  readonly to: number;
  /** The bed of the admission, and those that the patient was moved to, in order. */
  readonly places: readonly [Place, ...Place[]];
};

/** A stay before it is known in which beds. */
export type Lain = Omit<Stay, 'places'>;

export const bedName = (bed: number): string => String(bed + 1).padStart(2, '0');

/** Minutes that the stay lasts. */
export const minutesOf = ({ from, to }: Lain): number => Math.round((to - from) / MINUTE_MS);

type Turn = { readonly index: number; readonly hours: number; readonly emptyMinutes: number };

function turn(seed: number, bed: number, n: number): Turn {
  const index = bed * STAYS_A_BED + n;
  const stream = openStream(seed, index, 'icu-live-stay');
  return {
    index,
    hours: stream.integer(SHORTEST_STAY, LONGEST_STAY),
    emptyMinutes: stream.integer(20, 180),
  };
}

/** Stays one after the other in order, since the ward was opened; beds were filled at different times. */
export function* staysOf({ seed: wardSeed }: Ward, lane: number): Generator<Lain> {
  const seed = cohortSeed('icu-live', wardSeed);
  let from = WARD_OPENED_MS + openStream(seed, lane, 'icu-live-bed').integer(0, 6000) * MINUTE_MS;
  for (let n = 0; n < STAYS_A_BED; n += 1) {
    const { index, hours, emptyMinutes } = turn(seed, lane, n);
    const to = from + hours * HOUR_MS;
    yield { seed, index, patient: patientId(seed, index), from, to };
    from = to + emptyMinutes * MINUTE_MS;
  }
}
