import type { Chart } from './chart.ts';
import { asObjects, asText, element, isObject, type JsonObject } from './json-value.ts';
import { type ReferenceTarget, readReferenceElement } from './reference-target.ts';
import type { ResourceSet } from './resource-set.ts';
import type { SentResource } from './sent-resource.ts';

const containedIn = (resource: unknown): readonly JsonObject[] => asObjects(element(resource, 'contained'));

/** A contained resource by its fragment; `#` alone is the resource round it (FHIR R4 section 2.3.0.5). */
function fragment(text: string, resource: unknown): JsonObject | undefined {
  if (text === '#') return isObject(resource) ? resource : undefined;
  return containedIn(resource).find((one) => `#${asText(element(one, 'id'))}` === text);
}

/** Each resource of a chart, and each that is contained in one, with how it was sent. */
const indexed = (resources: ReadonlySet<SentResource>): ReadonlyMap<unknown, SentResource> =>
  new Map(
    [...resources].flatMap((sent) =>
      [sent.resource, ...containedIn(sent.resource)].map((one) => [one, sent] as const),
    ),
  );

/** What the references of one chart mean. */
export class ChartReferences {
  readonly #set: ResourceSet;
  readonly #patient: SentResource;
  readonly #resources: ReadonlySet<SentResource>;
  readonly #isOthers: (found: SentResource) => boolean;
  #index: ReadonlyMap<unknown, SentResource> | undefined;

  /** @param isOthers another patient's, which is never found from here */
  constructor(
    set: ResourceSet,
    patient: SentResource,
    resources: ReadonlySet<SentResource>,
    isOthers: (found: SentResource) => boolean,
  ) {
    this.#set = set;
    this.#patient = patient;
    this.#resources = resources;
    this.#isOthers = isOthers;
  }

  readonly resolve: Chart['resolve'] = (reference, from) => {
    const target = readReferenceElement(reference);
    return target && this.#find(target, from);
  };

  #find(target: ReferenceTarget, from: unknown): JsonObject | undefined {
    this.#index ??= indexed(this.#resources);
    const sent = this.#index.get(from);
    if (target.text.startsWith('#')) return fragment(target.text, sent?.resource ?? from);
    const mayBeMeant = (found: SentResource) => this.#resources.has(found) || !this.#isOthers(found);
    return this.#set.resolve(target, sent ?? this.#patient, mayBeMeant)?.resource;
  }
}
