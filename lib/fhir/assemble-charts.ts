import type { FhirResource, Patient } from 'fhir/r4';
import type { Chart, ResourceOf } from './chart.ts';
import { ChartReferences } from './chart-references.ts';
import { type Complaint, counted } from './issue-tally.ts';
import { attachmentsOf, type ResourceSet, targetsOf } from './resource-set.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import type { SentResource } from './sent-resource.ts';
import { subjectOf } from './subject.ts';

type Report = (complaint: Complaint) => void;

const leftOut = (code: Complaint['code'], sent: SentResource, reason: string): Complaint => ({
  code,
  severity: 'warning',
  path: `${sent.type}/${sent.id}`,
  sentence: (count) => `Left out ${counted(count, sent.type)}: ${reason}.`,
});

/** The patient that a resource belongs to; `null`: none that can be known, and it has been reported. */
function ownerOf(sent: SentResource, set: ResourceSet, report: Report): SentResource | null {
  const target = subjectOf(sent.resource);
  if (target === undefined) {
    if (CLINICAL_TYPES.has(sent.type))
      report(leftOut('structure', sent, 'no reference says which patient it is about'));
    return null;
  }
  const owner = set.resolve(target, sent);
  if (owner?.type === 'Patient') return owner;
  const about = owner?.type ?? target.type ?? 'Patient';
  if (about === 'Patient') report(leftOut('dangling-reference', sent, 'their patient is not in the data'));
  else if (CLINICAL_TYPES.has(sent.type))
    report({
      ...leftOut('structure', sent, `about a ${about} and not a patient`),
      severity: 'information',
    });
  return null;
}

class ChartDraft {
  readonly #patient: SentResource;
  readonly #resources: Set<SentResource>;

  constructor(patient: SentResource) {
    this.#patient = patient;
    this.#resources = new Set([patient]);
  }

  add(sent: SentResource): void {
    this.#resources.add(sent);
  }

  /** Follows references to what has no patient of its own: a prescription's drug, its ingredients, a document's file. */
  addShared(set: ResourceSet, owners: ReadonlyMap<SentResource, SentResource>): void {
    // A Set yields what is added while it is walked, so this reaches the closure.
    for (const sent of this.#resources) {
      for (const target of [...targetsOf(sent), ...attachmentsOf(sent)]) {
        const found = set.resolve(target, sent);
        const shared = found !== undefined && found.type !== 'Patient' && !owners.has(found);
        if (shared && !CLINICAL_TYPES.has(found.type)) this.#resources.add(found);
      }
    }
  }

  chart(set: ResourceSet): Chart {
    const references = new ChartReferences(set, this.#resources);
    const byType = Map.groupBy(this.#resources, ({ type }) => type);
    // The border of trust that `Chart` documents: the type's name is checked, its elements are as sent.
    const all = <T extends FhirResource['resourceType']>(type: T) =>
      (byType.get(type) ?? []).map(({ resource }) => resource) as unknown as readonly ResourceOf<T>[];
    const cached = new Map<string, readonly unknown[]>();
    return {
      patient: this.#patient.resource as unknown as Patient,
      all: <T extends FhirResource['resourceType']>(type: T) => {
        const known = cached.get(type) ?? all(type);
        cached.set(type, known);
        return known as readonly ResourceOf<T>[];
      },
      resolve: (reference, from) => references.resolve(reference, from),
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
      path: `${sent.type}/${sent.id}`,
      sentence: (count) =>
        `${count} reference${count === 1 ? '' : 's'} to a ${target.type ?? 'resource'} that is not in the data.`,
    });
  }
}

/** Groups resources by patient. Each patient gives one chart, in order of arrival. */
export function assembleCharts(set: ResourceSet, report: Report): Chart[] {
  const owners = new Map<SentResource, SentResource>();
  const drafts = new Map<SentResource, ChartDraft>();
  for (const sent of set.values()) {
    if (sent.type === 'Patient') drafts.set(sent, new ChartDraft(sent));
    else {
      const owner = ownerOf(sent, set, report);
      if (owner !== null) owners.set(sent, owner);
    }
    reportDangling(sent, set, report);
  }
  for (const [sent, owner] of owners) drafts.get(owner)?.add(sent);
  for (const draft of drafts.values()) draft.addShared(set, owners);
  return Array.from(drafts.values(), (draft) => draft.chart(set));
}
