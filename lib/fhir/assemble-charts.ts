import type { FhirResource, Patient } from 'fhir/r4';
import type { Chart, ResourceOf } from './chart.ts';
import { ChartReferences } from './chart-references.ts';
import type { CopyIndex } from './copy-index.ts';
import { deniedComplaint } from './denied-complaint.ts';
import { type Owner, OwnerFinder } from './find-owners.ts';
import { findPeople, type Person } from './find-people.ts';
import { followLinks } from './follow-links.ts';
import type { Complaint } from './issue-tally.ts';
import { liftContained } from './lift-contained.ts';
import { linkComplaint } from './link-complaint.ts';
import { readReferenceElement } from './reference-target.ts';
import { attachmentsOf, ResourceSet, targetsOf } from './resource-set.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import { keyOf, type SentResource } from './sent-resource.ts';
import { sharedNumbers } from './shared-numbers.ts';
import { subjectOf } from './subject.ts';

type Report = (complaint: Complaint) => void;
type Owners = ReadonlyMap<SentResource, Owner>;

class ChartDraft {
  readonly #person: Person;
  readonly #resources: Set<SentResource>;

  constructor(person: Person) {
    this.#person = person;
    this.#resources = new Set([person.patient]);
  }

  add(sent: SentResource): void {
    this.#resources.add(sent);
  }

  /** Follows references to what has no patient of its own: a prescription's drug, its ingredients, a document's file. */
  addShared(set: ResourceSet, owners: Owners): void {
    // A Set yields what is added while it is walked, so this reaches the closure.
    for (const sent of this.#resources) {
      for (const target of [...targetsOf(sent), ...attachmentsOf(sent)]) {
        const found = set.resolve(target, sent);
        const shared = found !== undefined && found.type !== 'Patient' && !owners.has(found);
        if (shared && !CLINICAL_TYPES.has(found.type)) this.#resources.add(found);
      }
    }
  }

  chart(set: ResourceSet, owners: Owners): Chart {
    const byType = Map.groupBy(this.#resources, ({ type }) => type);
    // The border of trust that `Chart` documents: the type's name is checked, its elements are as sent.
    const all = <T extends FhirResource['resourceType']>(type: T) =>
      (byType.get(type) ?? []).map(({ resource }) => resource) as unknown as readonly ResourceOf<T>[];
    const cached = new Map<string, readonly unknown[]>();
    const isOthers = (found: SentResource) => found.type === 'Patient' || owners.has(found);
    const { patient } = this.#person;
    const references = new ChartReferences(set, patient, this.#resources, isOthers);
    return {
      patient: patient.resource as unknown as Patient,
      all: <T extends FhirResource['resourceType']>(type: T) => {
        const known = cached.get(type) ?? all(type);
        cached.set(type, known);
        return known as readonly ResourceOf<T>[];
      },
      resolve: references.resolve,
    };
  }
}

function reportDangling(sent: SentResource, set: ResourceSet, report: Report): void {
  const subject = subjectOf(sent.resource);
  for (const target of targetsOf(sent)) {
    if (target.text === subject?.text || set.resolve(target, sent) !== undefined) continue;
    report({
      code: 'dangling-reference',
      severity: 'information',
      path: keyOf(sent.type, sent.id),
      sentence: (count) =>
        `${count} reference${count === 1 ? '' : 's'} to a ${target.type ?? 'resource'} that is not in the data.`,
    });
  }
}

/** The Patient that each person's record stands under, after links between Patients; what they say is reported. */
function linkPeople(index: CopyIndex, people: ReturnType<typeof findPeople>, report: Report) {
  const links = followLinks<Person>({
    patients: people.all,
    resourceOf: ({ patient }) => patient.resource,
    resolve: (reference, { patient }) => {
      const target = readReferenceElement(reference);
      const copies = target === undefined ? [] : index.candidates(target, patient);
      const found = new Set(copies.map((copy) => people.of.get(copy)));
      return found.size === 1 ? ([...found][0] ?? undefined) : undefined;
    },
  });
  for (const { patient, finding } of links.findings) report(linkComplaint(patient.patient, finding));
  for (const complaint of sharedNumbers(people.all, links)) report(complaint);
  return links;
}

function findOwners(index: CopyIndex, finder: OwnerFinder): Owners {
  const owners = new Map<SentResource, Owner>();
  for (const sent of index.all) {
    const owner = sent.type === 'Patient' ? null : finder.ownerOf(sent);
    if (owner !== null) owners.set(sent, owner);
  }
  return owners;
}

/** A person whose Patient is `denied` has no chart: nothing tells whose it would be. */
function isUnderstood({ patient }: Person, report?: Report): boolean {
  if (patient.denied !== undefined) report?.(deniedComplaint(patient, patient.denied));
  return patient.denied === undefined;
}

/** Groups resources by patient. Each person gives one chart, in order of arrival. */
export function assembleCharts(index: CopyIndex, report: Report): Chart[] {
  const people = findPeople(index, report);
  const links = linkPeople(index, people, report);
  const inUse = (person: Person) => links.survivorOf.get(person) ?? person;
  const finder = new OwnerFinder(index, people, links, report);
  const owners = findOwners(index, finder);
  const set = new ResourceSet(index, people, owners, report);
  const understood = people.all.filter((person) => isUnderstood(person, report));
  const drafts = new Map(
    understood
      .map(inUse)
      .flatMap((person) => (isUnderstood(person) ? [[person, new ChartDraft(person)] as const] : [])),
  );
  for (const person of understood) drafts.get(inUse(person))?.add(person.patient);
  for (const sent of set.values()) {
    const owner = owners.get(sent);
    if (owner !== undefined) drafts.get(owner.person)?.add(sent);
    for (const lifted of liftContained(sent, owner, finder, report))
      drafts.get(lifted.owner.person)?.add(lifted.sent);
    reportDangling(sent, set, report);
  }
  for (const draft of drafts.values()) draft.addShared(set, owners);
  return Array.from(drafts.values(), (draft) => draft.chart(set, owners));
}
