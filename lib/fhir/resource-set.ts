import type { CopyIndex } from './copy-index.ts';
import { deniedComplaint } from './denied-complaint.ts';
import { duplicateComplaint } from './duplicate-complaint.ts';
import type { Owner } from './find-owners.ts';
import type { People } from './find-people.ts';
import type { Complaint } from './issue-tally.ts';
import { asObjects, asText, element } from './json-value.ts';
import { type ReferenceTarget, readReference } from './reference-target.ts';
import { type DuplicateOutcome, resolveDuplicates } from './resolve-duplicates.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import { keyOf, originOf, type SentResource } from './sent-resource.ts';

type Report = (complaint: Complaint) => void;
type Copies = readonly SentResource[];
type Owners = ReadonlyMap<SentResource, Owner>;

const UNDECIDABLE: DuplicateOutcome = { kept: undefined, how: 'undecidable' };

const fromOneSource = (one: SentResource, other: SentResource): boolean =>
  (one.server !== undefined && one.server === other.server) || originOf(one) === originOf(other);

/**
 * Sorts copies of one `Type/id` into resources: ids are unique on one server, and two persons of one id come from two.
 * Where no server is named, each file means its own drugs and wards.
 */
function resourcesOf(copies: Copies, owners: Owners): Iterable<Copies> {
  const servers = new Set(copies.flatMap(({ server }) => server ?? []));
  const identityOf = (copy: SentResource): unknown => {
    const owner = owners.get(copy);
    if (owner?.direct.sharesId) return owner.direct;
    if (servers.size > 1) return copy.server;
    return owner === undefined && copy.server === undefined ? originOf(copy) : undefined;
  };
  return Map.groupBy(copies, identityOf).values();
}

/** A copy that names another patient may be a correction of the first, or another hospital's: only its source tells. */
function outcomeOf(copies: Copies, owners: Owners): DuplicateOutcome {
  const persons = new Set(copies.map((copy) => owners.get(copy)?.person));
  const [first] = copies;
  if (persons.size > 1 && first && !copies.every((copy) => fromOneSource(copy, first))) return UNDECIDABLE;
  return resolveDuplicates(copies);
}

/** The resources that count, one of the copies of each, and how references between them resolve. */
export class ResourceSet {
  readonly #index: CopyIndex;
  readonly #kept = new Map<SentResource, SentResource>();
  readonly #found = new WeakMap<Copies, Copies>();

  /** @param owners whose each copy is; one without an owner is shared, or nobody's and left out */
  constructor(index: CopyIndex, people: People, owners: Owners, report: Report) {
    this.#index = index;
    for (const [copy, person] of people.of)
      if (person !== null && person.patient.denied === undefined) this.#kept.set(copy, person.patient);
    const others = index.all.filter(({ type }) => type !== 'Patient');
    for (const copies of Map.groupBy(others, ({ type, id }) => keyOf(type, id)).values())
      for (const same of resourcesOf(copies, owners)) this.#keep(same, owners, report);
  }

  #keep(copies: Copies, owners: Owners, report: Report): void {
    const outcome = outcomeOf(copies, owners);
    const complaint = duplicateComplaint(outcome, copies);
    // What is nobody's was left out with its own reason.
    const used = copies.some((copy) => owners.has(copy) || !CLINICAL_TYPES.has(copy.type));
    if (complaint !== undefined && used) report(complaint);
    if (outcome.kept?.denied !== undefined) report(deniedComplaint(outcome.kept, outcome.kept.denied));
    if (outcome.kept === undefined || outcome.kept.denied !== undefined) return;
    for (const copy of copies) this.#kept.set(copy, outcome.kept);
  }

  values(): Iterable<SentResource> {
    return new Set(this.#index.all.flatMap((copy) => this.#kept.get(copy) ?? []));
  }

  /**
   * The resource that a reference means; `undefined`: none, or nothing tells which of several.
   * @param mayBeMeant leaves out what cannot be, e.g. another patient's
   */
  resolve(
    target: ReferenceTarget,
    from: SentResource,
    mayBeMeant: (found: SentResource) => boolean = () => true,
  ): SentResource | undefined {
    const found = this.#keptOf(this.#index.candidates(target, from)).filter(mayBeMeant);
    const [only, ...others] = found;
    if (only === undefined || others.length === 0) return only;
    // A number that two resources bear, or one address for two, names neither.
    const alike = others.every((one) => one.type === only.type && one.id === only.id);
    return alike && target.identifiers === undefined ? resolveDuplicates(found).kept : undefined;
  }

  #keptOf(candidates: Copies): Copies {
    const known = this.#found.get(candidates);
    if (known !== undefined) return known;
    const kept = [...new Set(candidates.flatMap((copy) => this.#kept.get(copy) ?? []))];
    this.#found.set(candidates, kept);
    return kept;
  }
}

export const targetsOf = (sent: SentResource): ReferenceTarget[] =>
  sent.references.filter((text) => !text.startsWith('#')).map(readReference);

/** Files that a document attaches by a relative address, such as `Binary/1`: FHIR R4 does not make those references. */
export const attachmentsOf = ({ type, resource }: SentResource): ReferenceTarget[] =>
  type !== 'DocumentReference'
    ? []
    : asObjects(element(resource, 'content'))
        .flatMap((content) => asText(element(element(content, 'attachment'), 'url')) ?? [])
        .map(readReference)
        .filter((target) => target.type === 'Binary');
