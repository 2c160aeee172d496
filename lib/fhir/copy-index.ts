import { CopyLists } from './copy-lists.ts';
import { asObjects, asText, element } from './json-value.ts';
import { type IdentifierQuery, type ReferenceTarget, readReference, serverName } from './reference-target.ts';
import { keyOf, originOf, type SentResource } from './sent-resource.ts';

function indexed(
  sent: readonly SentResource[],
  keysOf: (sent: SentResource) => string | readonly string[],
): ReadonlyMap<string, SentResource[]> {
  const index = new Map<string, SentResource[]>();
  for (const one of sent) {
    for (const key of [keysOf(one)].flat()) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [one]);
      else known.push(one);
    }
  }
  return index;
}

const identifierValues = ({ resource }: SentResource): readonly string[] => [
  ...new Set(
    asObjects(element(resource, 'identifier')).flatMap((one) => asText(element(one, 'value')) ?? []),
  ),
];

// The same id on another server is another resource, perhaps another patient.
const onSameServer = (found: SentResource, server: string | undefined): boolean =>
  found.server === undefined || server === undefined || found.server === server;

const NONE: readonly SentResource[] = [];
const UUID = /^urn:uuid:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

/** A UUID is the same in capitals (RFC 4122 section 3). */
const written = (text: string): string => (/^urn:uuid:/i.test(text) ? text.toLowerCase() : text);

const bears = ({ resource }: SentResource, { system, value }: IdentifierQuery): boolean =>
  asObjects(element(resource, 'identifier')).some(
    (one) =>
      asText(element(one, 'value')) === value &&
      (system === undefined || (asText(element(one, 'system')) ?? null) === system),
  );

/** Everything that was sent, and which copies a reference may mean. */
export class CopyIndex {
  readonly #all: readonly SentResource[];
  readonly #byKey: ReadonlyMap<string, readonly SentResource[]>;
  readonly #byAddress: ReadonlyMap<string, readonly SentResource[]>;
  #byUuid: ReadonlyMap<string, SentResource[]> | undefined;
  #byIdentifier: ReadonlyMap<string, SentResource[]> | undefined;
  readonly #names: ReadonlyMap<string, string>;
  readonly #lists = new CopyLists();

  /** @param addresses of one server under which it is known, e.g. inside and outside a hospital's network */
  constructor(sent: readonly SentResource[], addresses: readonly string[] = []) {
    const [home = ''] = addresses.map(serverName);
    this.#names = new Map(addresses.map((address) => [serverName(address), home]));
    this.#all = sent.map((one) => this.#asHome(one));
    this.#byKey = indexed(this.#all, ({ type, id }) => keyOf(type, id));
    this.#byAddress = indexed(
      this.#all,
      ({ fullUrl }) => (fullUrl === undefined ? undefined : this.#address(readReference(fullUrl))) ?? [],
    );
  }

  get all(): readonly SentResource[] {
    return this.#all;
  }

  #asHome(sent: SentResource): SentResource {
    const server = sent.server === undefined ? undefined : this.#home(sent.server);
    return server === sent.server ? sent : { ...sent, server };
  }

  #home(server: string): string {
    return this.#names.get(server) ?? server;
  }

  #address({ text, type, id, base }: ReferenceTarget, server?: string): string | undefined {
    if (type === undefined || id === undefined) return text === '' ? undefined : written(text);
    const host = base === undefined ? server : this.#home(base);
    return host === undefined ? undefined : `${host}/${type}/${id}`;
  }

  /**
   * The copies that a reference may mean (FHIR R4 section 2.36.4): by `fullUrl`, then by type and id on a server that may be
   * the same; of several, the nearest. A conditional or logical reference means whatever in the data bears the identifier.
   */
  candidates(target: ReferenceTarget, from: SentResource): readonly SentResource[] {
    if (target.identifiers !== undefined) return this.#bearing(target, target.identifiers, from);
    const { type } = target;
    const address = this.#address(target, from.server);
    const named = (address === undefined ? undefined : this.#byAddress.get(address)) ?? NONE;
    const fitting =
      type === undefined ? named : this.#lists.narrowed(named, type, (copy) => copy.type === type);
    const found = fitting.length > 0 ? fitting : this.#byTypeAndId(target, from);
    if (found.length === 0 && target.stated) return this.#bearing(target, [target.stated], from);
    return this.#lists.nearest(found, from);
  }

  #byTypeAndId({ text, type, id, base }: ReferenceTarget, from: SentResource): readonly SentResource[] {
    if (type !== undefined && id !== undefined) {
      const server = base === undefined ? from.server : this.#home(base);
      const copies = this.#byKey.get(keyOf(type, id)) ?? NONE;
      return this.#lists.narrowed(copies, server ?? '', (copy) => onSameServer(copy, server));
    }
    // A UUID names one resource in the world: an export that lost its full URLs still says it by the id.
    const uuid = UUID.exec(written(text))?.[1];
    if (uuid === undefined) return NONE;
    this.#byUuid ??= indexed(this.#all, (one) => one.id.toLowerCase());
    return this.#byUuid.get(uuid) ?? NONE;
  }

  #bearing(
    { type }: ReferenceTarget,
    identifiers: readonly IdentifierQuery[],
    from: SentResource,
  ): readonly SentResource[] {
    this.#byIdentifier ??= indexed(this.#all, identifierValues);
    const index = this.#byIdentifier;
    return identifiers.flatMap((query) => {
      const bearers = (index.get(query.value) ?? []).filter((one) => bears(one, query));
      const typed = bearers.filter((one) => type === undefined || one.type === type);
      // A number without its system is a number of that file and of no other.
      return query.system ? typed : typed.filter((one) => originOf(one) === originOf(from));
    });
  }
}
