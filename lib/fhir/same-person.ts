import type { PersonFacts } from './person-facts.ts';

type Verdict = 'agrees' | 'differs' | 'unknown';

const shared = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number =>
  [...one].filter((item) => other.has(item)).length;

function compareWords(one: ReadonlySet<string>, other: ReadonlySet<string>): Verdict {
  if (one.size === 0 || other.size === 0) return 'unknown';
  const count = shared(one, other);
  if (count === 0) return 'differs';
  // A married name keeps the given one: that is no contradiction, and no proof either.
  return count >= Math.min(2, one.size, other.size) ? 'agrees' : 'unknown';
}

function compareNames(one: PersonFacts, other: PersonFacts): Verdict {
  const verdicts = [compareWords(one.latin, other.latin), compareWords(one.other, other.other)];
  return (
    verdicts.find((verdict) => verdict === 'agrees') ??
    verdicts.find((verdict) => verdict === 'differs') ??
    'unknown'
  );
}

function compareIdentifiers(one: PersonFacts, other: PersonFacts): Verdict {
  const counts = [...one.identifiers].flatMap(([system, values]) => {
    const others = other.identifiers.get(system);
    return others === undefined ? [] : [shared(values, others)];
  });
  if (counts.some((count) => count > 0)) return 'agrees';
  return counts.length > 0 ? 'differs' : 'unknown';
}

/** Day and month exchanged, or one digit mistyped; another decade is no slip but perhaps a son of the same name. */
function isSlip(one: string, other: string): boolean {
  if (one.length !== 10 || other.length !== 10) return false;
  const [year, month, day] = one.split('-');
  if (`${year}-${day}-${month}` === other) return true;
  const differing = [...one].flatMap((digit, at) => (digit === other[at] ? [] : [at]));
  const [only = 0] = differing;
  return differing.length === 1 && only > 2;
}

/** A date known to the year or month does not contradict a day in it. A slip is one only where something else agrees. */
function compareBirthDates(one: PersonFacts, other: PersonFacts, otherwise: boolean): Verdict {
  const [a, b] = [one.birthDate, other.birthDate];
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b && a.length === 10) return 'agrees';
  if (a.startsWith(b) || b.startsWith(a) || (otherwise && isSlip(a, b))) return 'unknown';
  return 'differs';
}

function compareSexes(one: PersonFacts, other: PersonFacts): Verdict {
  if (one.sex === undefined || other.sex === undefined || one.sex === other.sex) return 'unknown';
  return 'differs';
}

const count = (verdicts: readonly Verdict[], wanted: Verdict): number =>
  verdicts.filter((verdict) => verdict === wanted).length;

function compare(
  one: PersonFacts,
  other: PersonFacts,
): { demographic: readonly Verdict[]; identifiers: Verdict } {
  const names = compareNames(one, other);
  const identifiers = compareIdentifiers(one, other);
  const otherwise = names === 'agrees' || identifiers === 'agrees';
  return {
    demographic: [names, compareBirthDates(one, other, otherwise), compareSexes(one, other)],
    identifiers,
  };
}

/**
 * Whether two Patients with one id are one person, whose record was changed in between. Birth date, names (of any use)
 * and identifiers of one system agree or differ, sexes only differ. They are one person when nothing differs, or when
 * more agrees than differs: a new surname, a corrected sex, a mistyped birth date. In doubt they are two.
 *
 * @param versions one server says that they are versions of one resource, which counts as agreeing
 */
export function isSamePerson(one: PersonFacts, other: PersonFacts, versions: boolean): boolean {
  const { demographic, identifiers } = compare(one, other);
  const verdicts = [...demographic, identifiers];
  const differing = count(verdicts, 'differs');
  return differing === 0 || count(verdicts, 'agrees') + Number(versions) > differing;
}

/**
 * Whether two Patients that a `Patient.link` calls one person may be: no two of birth date, name and sex differ. Numbers
 * do differ, for two records of one person are what was merged.
 */
export function mayBeSamePerson(one: PersonFacts, other: PersonFacts): boolean {
  return count(compare(one, other).demographic, 'differs') < 2;
}
