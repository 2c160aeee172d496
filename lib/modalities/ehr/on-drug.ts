import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import { maySpan } from './imprecise-date.ts';
import { PRESCRIPTION_MS } from './medication-supply.ts';
import { type Objection, objectionsAt, opposes } from './objections.ts';
import type { MedicationEntry } from './slice.ts';

/** Whether the patient was on a drug at a time, as far as one entry tells. `because` ends the sentence. */
export type Intake = { readonly on: 'yes' | 'no' | 'unclear'; readonly because: string };

const no = (because: string): Intake => ({ on: 'no', because });
const unclear = (because: string): Intake => ({ on: 'unclear', because });

/** The kinds of standing that never show use. */
function unused({ standing, status }: MedicationEntry): Intake | undefined {
  return standing === 'never' || standing === 'denied' ? no(status) : undefined;
}

/** Not begun, begun on no known date, or not yet on record. */
function beforeUse({ since, said, until, standing }: MedicationEntry, at: Moment): Intake | undefined {
  if (!since) return unclear('no date tells since when');
  if (maySpan(since, at)) return unclear('its date names only a year or a month');
  if (isAfter(since, at)) return no('it began later');
  if (standing === 'in-use' && until && isAfter(since, until)) return unclear('it ended before it began');
  if (standing === 'in-use' && said && isAfter(said, at)) return unclear('it was recorded only later');
  return undefined;
}

function afterUse({ until, over, standing, status }: MedicationEntry, at: Moment): Intake | undefined {
  if (until && isAfter(at, until)) return no(standing === 'in-use' ? 'its time was over' : status);
  if (!over || at.ms <= over.earliest) return undefined;
  if (at.ms >= over.latest) return no(standing === 'in-use' ? 'its time was over' : status);
  return unclear(
    standing === 'in-use'
      ? 'how long the supply lasted is not recorded'
      : `it is ${status}, and no date tells since when`,
  );
}

function inDoubt({ standing, doubt, since }: MedicationEntry, at: Moment): Intake | undefined {
  if (doubt !== null) return unclear(doubt);
  if (standing !== 'unknown') return undefined;
  const old = since && at.ms - since.ms > PRESCRIPTION_MS;
  return old ? no('its status is unknown, and it is more than a year old') : unclear('its status is unknown');
}

/**
 * The one rule for "on this drug at a time", for one entry: it was ordered, stated, given or handed over before, its
 * status shows use, and its end does not lie before. Sources and reasons: docs/adr/0018-on-this-drug.md.
 */
const intakeAt = (entry: MedicationEntry, at: Moment): Intake =>
  unused(entry) ??
  beforeUse(entry, at) ??
  afterUse(entry, at) ??
  inDoubt(entry, at) ?? { on: 'yes', because: entry.status };

/** What a class's entries add up to. `last`: the entry that the sentence is about. */
type ClassIntake =
  | { readonly on: 'yes'; readonly entries: readonly MedicationEntry[] }
  | { readonly on: 'no' }
  | { readonly on: 'unclear'; readonly because: string; readonly last: MedicationEntry };

/** Intake in the light of what speaks against it: the newer of the two counts, and of one time neither. */
function weighed(entry: MedicationEntry, objections: readonly Objection[], at: Moment): Intake {
  const intake = intakeAt(entry, at);
  const { said } = entry;
  if (intake.on === 'no' || !said) return intake;
  const opposed = objections.filter((one) => opposes(one, entry));
  const newer = opposed.find(({ first }) => isAfter(first, said));
  if (newer) return no(`a newer entry says "${newer.entry.status}"`);
  const open = opposed.find(({ last }) => !isAfter(said, last));
  return open ? unclear(`another entry, not known to be older, says "${open.entry.status}"`) : intake;
}

/** What each entry shows, in the light of the others. */
export function intakesAt(medications: readonly MedicationEntry[], at: Moment) {
  const objections = objectionsAt(medications, at);
  return medications.map((entry) => ({ entry, intake: weighed(entry, objections, at) }));
}

/** Whether the patient was on a drug of the class: any substance counts; a doubt about one is said when none does. */
export function classIntakeAt(
  id: DrugClassId,
  medications: readonly MedicationEntry[],
  at: Moment,
): ClassIntake {
  const found = intakesAt(
    medications.filter(({ classes }) => classes.includes(id)),
    at,
  );
  const entries = found.filter(({ intake }) => intake.on === 'yes').map(({ entry }) => entry);
  if (entries.length > 0) return { on: 'yes', entries };
  const doubtful = found.findLast(({ intake }) => intake.on === 'unclear');
  if (!doubtful) return { on: 'no' };
  return { on: 'unclear', because: doubtful.intake.because, last: doubtful.entry };
}
