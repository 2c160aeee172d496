import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { readReference } from './reference-target.ts';
import type { ResourceSet } from './resource-set.ts';
import type { SentResource } from './sent-resource.ts';

/** System and value of an `Identifier` in one text; `undefined` without a value. */
function identifierKey(identifier: unknown): string | undefined {
  const value = asText(element(identifier, 'value'));
  return value === undefined ? undefined : JSON.stringify([element(identifier, 'system') ?? null, value]);
}

const containedIn = (container: JsonObject, id: string): JsonObject | undefined =>
  id === ''
    ? container
    : asObjects(element(container, 'contained')).find((one) => asText(element(one, 'id')) === id);

/** What the references of one chart mean. Nothing outside the chart is ever found: it may be another patient's. */
export class ChartReferences {
  readonly #set: ResourceSet;
  readonly #resources: ReadonlySet<SentResource>;
  readonly #sent: ReadonlyMap<unknown, SentResource>;
  #identified: Map<string, JsonObject | null> | undefined;

  constructor(set: ResourceSet, resources: ReadonlySet<SentResource>) {
    this.#set = set;
    this.#resources = resources;
    this.#sent = new Map([...resources].map((sent) => [sent.resource, sent]));
  }

  /** The resource that a `Reference` element of `from` means (FHIR R4 section 2.3.0); `undefined`: not on the chart. */
  resolve(reference: unknown, from: unknown): JsonObject | undefined {
    const sender = this.#sent.get(from);
    const text = asText(element(reference, 'reference'));
    const literal = sender && text !== undefined ? this.#literal(text, sender) : undefined;
    return literal ?? this.#logical(element(reference, 'identifier'));
  }

  #literal(text: string, sender: SentResource): JsonObject | undefined {
    if (text.startsWith('#')) return containedIn(sender.resource, text.slice(1));
    const found = this.#set.resolve(readReference(text), sender);
    return found !== undefined && this.#resources.has(found) ? found.resource : undefined;
  }

  /** By business identifier, where it names one resource alone. */
  #logical(identifier: unknown): JsonObject | undefined {
    const key = identifierKey(identifier);
    this.#identified ??= this.#readIdentifiers();
    return (key === undefined ? null : this.#identified.get(key)) ?? undefined;
  }

  #readIdentifiers(): Map<string, JsonObject | null> {
    const identified = new Map<string, JsonObject | null>();
    for (const { resource } of this.#resources)
      for (const identifier of asObjects(element(resource, 'identifier'))) {
        const key = identifierKey(identifier);
        if (key !== undefined) identified.set(key, identified.has(key) ? null : resource);
      }
    return identified;
  }
}
