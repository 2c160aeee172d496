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

/** One patient in one bed, from admission to discharge. */
export type Stay = {
  /** With `index`, whose stay it is: no stream of another patient is drawn from them. */
  readonly seed: number;
  readonly index: number;
  readonly patient: string;
  readonly bed: string;
  readonly from: number;
  readonly to: number;
};

export const bedName = (bed: number): string => String(bed + 1).padStart(2, '0');

/** Minutes that the stay lasts. */
export const minutesOf = ({ from, to }: Stay): number => Math.round((to - from) / MINUTE_MS);

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

/** Stays of one bed in order, since the ward was opened; beds were filled at different times. */
function* staysOf({ seed: wardSeed }: Ward, bed: number): Generator<Stay> {
  const seed = cohortSeed('icu-live', wardSeed);
  let from = WARD_OPENED_MS + openStream(seed, bed, 'icu-live-bed').integer(0, 6000) * MINUTE_MS;
  for (let n = 0; n < STAYS_A_BED; n += 1) {
    const { index, hours, emptyMinutes } = turn(seed, bed, n);
    const to = from + hours * HOUR_MS;
    yield { seed, index, patient: patientId(seed, index), bed: bedName(bed), from, to };
    from = to + emptyMinutes * MINUTE_MS;
  }
}

/** Finds the stays that have a part in a span, by bed and time; each stay is drawn once. */
export function openRegister(ward: Ward): (from: number, to: number) => Stay[] {
  const beds = Array.from({ length: ward.beds }, (_, bed) => ({
    drawn: [] as Stay[],
    further: staysOf(ward, bed),
  }));
  return (from, to) =>
    beds.flatMap(({ drawn, further }) => {
      while ((drawn.at(-1)?.from ?? 0) < to) {
        const { value } = further.next();
        if (!value) break;
        drawn.push(value);
      }
      const first = drawn.findLastIndex((stay) => stay.to <= from) + 1;
      const end = drawn.findLastIndex((stay) => stay.from < to) + 1;
      return drawn.slice(first, end);
    });
}
