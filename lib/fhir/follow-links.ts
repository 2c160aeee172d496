import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { personFacts } from './person-facts.ts';
import { mayBeSamePerson } from './same-person.ts';

/** What `Patient.link` says of a Patient, and why it was not followed where it was not. */
export type LinkFinding =
  | 'followed'
  | 'inactive'
  | 'other-record'
  | 'replacement-absent'
  | 'replaced-absent'
  | 'several-replacements'
  | 'circular'
  | 'contradictory';

export type Links<T> = {
  /** Whose chart a Patient's record belongs to; itself, unless it was replaced. */
  readonly survivorOf: ReadonlyMap<T, T>;
  readonly findings: readonly { readonly patient: T; readonly finding: LinkFinding }[];
};

/** Patients with their resources, and the Patients that their links name; `undefined`: not in the data. */
type Linked<T> = {
  readonly patients: readonly T[];
  readonly resourceOf: (patient: T) => JsonObject;
  readonly resolve: (reference: unknown, from: T) => T | undefined;
};

/** A Patient's links of some types. */
export const linksOf = (resource: JsonObject, ...types: string[]) =>
  asObjects(element(resource, 'link')).filter((link) => types.includes(asText(element(link, 'type')) ?? ''));

/** Patient → those that replaced it, said by either side (FHIR R4 section 8.1.4: `replaced-by`, `replaces`). */
function replacements<T>({ patients, resourceOf, resolve }: Linked<T>) {
  const replacedBy = new Map<T, Set<T | undefined>>();
  const add = (old: T | undefined, by: T | undefined) => {
    if (old === undefined || old === by) return;
    replacedBy.set(old, (replacedBy.get(old) ?? new Set()).add(by));
  };
  for (const patient of patients) {
    const resource = resourceOf(patient);
    for (const link of linksOf(resource, 'replaced-by'))
      add(patient, resolve(element(link, 'other'), patient));
    for (const link of linksOf(resource, 'replaces')) add(resolve(element(link, 'other'), patient), patient);
  }
  return replacedBy;
}

type Step<T> = { readonly end: T } | { readonly finding: LinkFinding };

/** Follows the chain of replacements to the record that is in use. */
function lastOf<T>(patient: T, replacedBy: ReadonlyMap<T, ReadonlySet<T | undefined>>): Step<T> {
  const seen = new Set<T>();
  let at = patient;
  for (;;) {
    if (seen.has(at)) return { finding: 'circular' };
    seen.add(at);
    const next = replacedBy.get(at);
    if (next === undefined) return { end: at };
    const known = [...next].filter((one) => one !== undefined);
    const [only] = known;
    if (only === undefined) return { finding: 'replacement-absent' };
    if (known.length > 1) return { finding: 'several-replacements' };
    at = only;
  }
}

/**
 * Follows `Patient.link` of the types `replaced-by` and `replaces`, through chains, to the Patient that is in use. What is
 * circular, ambiguous, absent or contradicted by who the two are is not followed. `refer` and `seealso` join nothing: the
 * other record stays a record of its own.
 */
export function followLinks<T>(linked: Linked<T>): Links<T> {
  const { patients, resourceOf } = linked;
  const replacedBy = replacements(linked);
  const survivorOf = new Map<T, T>();
  const findings: { patient: T; finding: LinkFinding }[] = [];
  for (const patient of patients) {
    const step = lastOf(patient, replacedBy);
    const end = 'end' in step ? step.end : patient;
    const fits =
      end === patient || mayBeSamePerson(personFacts(resourceOf(patient)), personFacts(resourceOf(end)));
    survivorOf.set(patient, fits ? end : patient);
    const finding = 'finding' in step ? step.finding : findingOf(linked, patient, end !== patient, fits);
    if (finding !== undefined) findings.push({ patient, finding });
  }
  return { survivorOf, findings };
}

function findingOf<T>(
  { resourceOf, resolve }: Linked<T>,
  patient: T,
  replaced: boolean,
  fits: boolean,
): LinkFinding | undefined {
  const resource = resourceOf(patient);
  if (replaced) return fits ? 'followed' : 'contradictory';
  const isAbsent = (link: JsonObject) => resolve(element(link, 'other'), patient) === undefined;
  if (linksOf(resource, 'replaces').some(isAbsent)) return 'replaced-absent';
  if (linksOf(resource, 'refer', 'seealso').length > 0) return 'other-record';
  return element(resource, 'active') === false ? 'inactive' : undefined;
}
