import type { CopyIndex } from './copy-index.ts';
import { deniedComplaint } from './denied-complaint.ts';
import { duplicateComplaint } from './duplicate-complaint.ts';
import type { Owner } from './find-owners.ts';
import type { People } from './find-people.ts';
import type { Complaint } from './issue-tally.ts';
import { asObjects, asText, element } from './json-value.ts';
import { type ReferenceTarget, readReference } from './reference-target.ts';
import { type DuplicateOutcome, resolveDuplicates } from './resolve-duplicates.ts';
import { keyOf, originOf, type SentResource } from './sent-resource.ts';

type Report = (complaint: Complaint) => void;
type Copies = readonly SentResource[];
type Owners = ReadonlyMap<SentResource, Owner>;

const UNDECIDABLE: DuplicateOutcome = { kept: undefined, how: 'undecidable' };

const fromOneSource = (one: SentResource, other: SentResource): boolean =>
  (one.server !== undefined && one.server === other.server) || originOf(one) === originOf(other);

/** Which resource a copy is of: ids are unique on one server, and two persons of one id come from two of them. */
function identityOf(copy: SentResource, copies: Copies, owners: Owners): unknown {
  const owner = owners.get(copy);
  if (owner?.direct.sharesId) return owner.direct;
  const servers = new Set(copies.flatMap(({ server }) => server ?? []));
  if (servers.size > 1) return copy.server;
  // A drug or a ward: each file means its own.
  return owner === undefined && copy.server === undefined ? originOf(copy) : undefined;
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

  /** @param owners whose each copy is; one without an owner is shared, or nobody's and not resolved */
  constructor(index: CopyIndex, people: People, owners: Owners, report: Report) {
    this.#index = index;
    for (const [copy, person] of people.of)
      if (person !== null && person.patient.denied === undefined) this.#kept.set(copy, person.patient);
    const others = index.all.filter(({ type }) => type !== 'Patient');
    for (const copies of Map.groupBy(others, ({ type, id }) => keyOf(type, id)).values()) {
      const resources = Map.groupBy(copies, (copy) => identityOf(copy, copies, owners));
      for (const same of resources.values()) this.#keep(same, owners, report);
    }
  }

  #keep(copies: Copies, owners: Owners, report: Report): void {
    const outcome = outcomeOf(copies, owners);
    const complaint = duplicateComplaint(outcome, copies);
    if (complaint !== undefined) report(complaint);
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
    const candidates = this.#index.candidates(target, from).flatMap((copy) => this.#kept.get(copy) ?? []);
    const found = new Set(candidates.filter(mayBeMeant));
    const [only] = found;
    if (found.size < 2) return only;
    // A number that two resources bear, or one address for two, names neither.
    const alike = [...found].every((one) => one.type === only?.type && one.id === only.id);
    return alike && target.identifiers === undefined ? resolveDuplicates([...found]).kept : undefined;
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
