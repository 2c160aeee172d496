import type { CopyIndex } from './copy-index.ts';
import type { People, Person } from './find-people.ts';
import { type Links, linksOf } from './follow-links.ts';
import { type Complaint, counted } from './issue-tally.ts';
import { asObjects, asText, element } from './json-value.ts';
import { type ReferenceTarget, readReferenceElement } from './reference-target.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import { keyOf, type SentResource } from './sent-resource.ts';
import { hasOtherFocus, subjectOf } from './subject.ts';

type Report = (complaint: Complaint) => void;

/** Whose a resource is: `direct` is the Patient that it names, `person` the one whose chart it belongs in. */
export type Owner = { readonly direct: Person; readonly person: Person };

const leftOut = (
  code: Complaint['code'],
  severity: Complaint['severity'],
  sent: SentResource,
  reason: string,
): Complaint => ({
  code,
  severity,
  path: keyOf(sent.type, sent.id),
  sentence: (count) => `Left out ${counted(count, sent.type)}: ${reason}.`,
});

/** The number that a reference states beside its literal target is one of another person. */
function contradictsNumber({ stated }: ReferenceTarget, { patient }: Person): boolean {
  const { system, value } = stated ?? {};
  if (!system || value === undefined) return false;
  const known = asObjects(element(patient.resource, 'identifier')).filter(
    (one) => asText(element(one, 'system')) === system,
  );
  return known.length > 0 && !known.some((one) => asText(element(one, 'value')) === value);
}

const placeOf = (target: ReferenceTarget, server: string | undefined) =>
  `${target.base ?? server ?? ''}/${target.type}/${target.id}`;

/** Patients that are not in the data but that a Patient says it replaced: what names them belongs to that one. */
function absentReplaced({ all }: People): ReadonlyMap<string, Person | null> {
  const found = new Map<string, Person | null>();
  for (const person of all) {
    for (const link of linksOf(person.patient.resource, 'replaces')) {
      const target = readReferenceElement(element(link, 'other'));
      if (target?.id === undefined) continue;
      const place = placeOf(target, person.patient.server);
      found.set(place, found.has(place) ? null : person);
    }
  }
  return found;
}

/** Finds whom each resource is about. What nobody can be found for is reported with its reason. */
export class OwnerFinder {
  readonly #index: CopyIndex;
  readonly #people: People;
  readonly #links: Links<Person>;
  readonly #absent: ReadonlyMap<string, Person | null>;
  readonly #report: Report;
  readonly #found = new WeakMap<readonly SentResource[], ReadonlySet<Person | null>>();

  constructor(index: CopyIndex, people: People, links: Links<Person>, report: Report) {
    this.#index = index;
    this.#people = people;
    this.#links = links;
    this.#absent = absentReplaced(people);
    this.#report = report;
  }

  /** `null`: none that can be known, and it has been reported where that matters. */
  ownerOf(sent: SentResource): Owner | null {
    const target = subjectOf(sent.resource);
    if (target === undefined) {
      if (CLINICAL_TYPES.has(sent.type))
        this.#report(leftOut('structure', 'warning', sent, 'no reference says which patient it is about'));
      return null;
    }
    const candidates = this.#index.candidates(target, sent);
    const people = this.#peopleIn(candidates);
    if (people.size === 0) return this.#notAPatient(sent, target, candidates[0]?.type);
    const fitting = [...people].filter((person) => person !== null && !contradictsNumber(target, person));
    const [direct] = fitting;
    if (direct && fitting.length === 1) return this.#ifInFocus(sent, direct);
    this.#reportUnclear(sent, target, people);
    return null;
  }

  #ifInFocus(sent: SentResource, direct: Person): Owner | null {
    const isTheirs = (target: ReferenceTarget) =>
      this.#peopleIn(this.#index.candidates(target, sent)).has(direct);
    if (!hasOtherFocus(sent.resource, isTheirs)) return this.#owner(direct);
    this.#report(leftOut('modifier', 'warning', sent, 'its focus is not the patient whose record it is in'));
    return null;
  }

  /** `null` among them: copies that differ, and none counts. */
  #peopleIn(candidates: readonly SentResource[]): ReadonlySet<Person | null> {
    const known = this.#found.get(candidates);
    if (known !== undefined) return known;
    const patients = candidates.filter(({ type }) => type === 'Patient');
    const people = new Set(patients.map((copy) => this.#people.of.get(copy) ?? null));
    this.#found.set(candidates, people);
    return people;
  }

  #owner(direct: Person): Owner {
    return { direct, person: this.#links.survivorOf.get(direct) ?? direct };
  }

  #notAPatient(sent: SentResource, target: ReferenceTarget, found: string | undefined): Owner | null {
    const replacing = this.#absent.get(placeOf(target, sent.server));
    if (replacing) return this.#owner(replacing);
    const about = found ?? target.type ?? 'Patient';
    if (about === 'Patient')
      this.#report(leftOut('dangling-reference', 'warning', sent, 'their patient is not in the data'));
    else if (CLINICAL_TYPES.has(sent.type))
      this.#report(leftOut('structure', 'information', sent, `about a ${about} and not a patient`));
    return null;
  }

  #reportUnclear(sent: SentResource, target: ReferenceTarget, people: ReadonlySet<Person | null>): void {
    const reason = target.identifiers
      ? 'several patients bear the number that says whose they are'
      : people.has(null)
        ? 'copies of their patient differ, and none of them counts'
        : people.size > 1
          ? 'the id of their patient is used for different persons, and nothing tells whose they are'
          : 'the patient that they name bears another number than they state';
    this.#report(leftOut('identity-conflict', 'error', sent, reason));
  }
}
