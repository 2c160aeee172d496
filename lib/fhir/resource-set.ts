import { asObjects, asText, element } from './json-value.ts';
import { type ReferenceTarget, readReference } from './reference-target.ts';
import { keyOf, type SentResource } from './sent-resource.ts';

/** The resources that count, one per `Type/id`, and how references between them resolve. */
export class ResourceSet {
  readonly #byKey: ReadonlyMap<string, SentResource>;
  readonly #byFullUrl = new Map<string, string | null>();

  constructor(resources: ReadonlyMap<string, SentResource>) {
    this.#byKey = resources;
    for (const { neighbours } of resources.values()) {
      for (const [fullUrl, key] of neighbours) {
        const known = this.#byFullUrl.get(fullUrl);
        this.#byFullUrl.set(fullUrl, known === undefined || known === key ? key : null);
      }
    }
  }

  values(): Iterable<SentResource> {
    return this.#byKey.values();
  }

  /** The resource that a reference means: by `fullUrl` in its own bundle, then in any, then by type and id. */
  resolve(target: ReferenceTarget, from: SentResource): SentResource | undefined {
    const named = from.neighbours.get(target.text) ?? this.#byFullUrl.get(target.text);
    if (typeof named === 'string') return this.#byKey.get(named);
    if (target.type === undefined || target.id === undefined) return undefined;
    const found = this.#byKey.get(keyOf(target.type, target.id));
    return found !== undefined && onSameServer(found, target.base ?? from.server) ? found : undefined;
  }
}

// The same id on another server is another resource, perhaps another patient.
const onSameServer = (found: SentResource, server: string | undefined): boolean =>
  found.server === undefined || server === undefined || found.server === server;

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
