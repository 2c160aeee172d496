import { instant, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { MedicationEntry } from './slice.ts';

/** What speaks against a drug's being taken, from one moment, or from one between two, on. */
export type Objection = { readonly entry: MedicationEntry; readonly first: Moment; readonly last: Moment };

/** When the entry began to speak against it: from one moment, or from one between two. */
function spanOf({ standing, kind, said, until, over }: MedicationEntry): [Moment, Moment] | undefined {
  const forbids = standing === 'denied';
  const moment = forbids ? said : (until ?? (kind === 'statement' ? said : null));
  if (moment) return [moment, moment];
  return over ? [instant(over.earliest), instant(over.latest)] : undefined;
}

const mayObject = ({ standing, kind }: MedicationEntry): boolean =>
  standing === 'denied' || standing === 'halted' || (standing === 'ended' && kind === 'statement');

/**
 * Objections that were known at a time: an order not to give the drug, a statement that it is not taken or was ended,
 * and a stop or hold.
 */
export function objectionsAt(medications: readonly MedicationEntry[], at: Moment): Objection[] {
  return medications.filter(mayObject).flatMap((entry) => {
    const { standing, since, until } = entry;
    const [first, last] = spanOf(entry) ?? [];
    const withdrawn = standing === 'denied' && until && isAfter(at, until);
    const known = first && last && !isAfter(last, at) && !(since && isAfter(since, at));
    return known && !withdrawn ? [{ entry, first, last }] : [];
  });
}

/** Whether two entries may be of one substance: where only the class is known, any of the class. */
const isSameDrug = (a: MedicationEntry, b: MedicationEntry) =>
  a.substances.some((one) => b.substances.includes(one) || b.classes.some((id) => id === one)) ||
  b.substances.some((one) => a.classes.some((id) => id === one));

/** Whether it is about the same therapy: the end of one order says nothing of another order. */
export const opposes = ({ entry }: Objection, to: MedicationEntry): boolean =>
  entry !== to &&
  isSameDrug(entry, to) &&
  !(entry.kind === 'order' && entry.standing === 'halted' && to.kind === 'order');
