import { asText, element } from './json-value.ts';

/** A business identifier that something must bear; `system` `undefined`: any, `null`: none. */
export type IdentifierQuery = { readonly system: string | undefined | null; readonly value: string };

/**
 * What a `Reference` points at. `base`: the server of an absolute URL as `serverName` writes it; absent for a relative
 * reference. `identifiers`: alternatives that what is meant bears one of, for a conditional or logical reference.
 */
export type ReferenceTarget = {
  readonly text: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly base: string | undefined;
  readonly identifiers?: readonly IdentifierQuery[];
  /** The identifier that stands beside a literal reference: it must not contradict what that finds. */
  readonly stated?: IdentifierQuery;
};

const LITERAL = /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-._]{1,128})(?:\/_history\/[^/]+)?$/;
const LENGTH_LIMIT = 2048;
const SEARCH = /^(?:https?:\/\/[^?]+\/)?([A-Z][A-Za-z]+)\?(.*)$/;

/** Whether a string may serve as a logical id: FHIR's alphabet and `_`, and never a path segment such as `..`. */
export const isLogicalId = (id: string): boolean => /^(?!\.+$)[A-Za-z0-9\-._]{1,128}$/.test(id);

/**
 * One name for a server, however its address is written: `//ehr.example/fhir`. Behind a proxy the same server is http to
 * one and https to the other; hosts know no case, and the ports of the two schemes are their own (RFC 3986 section 6.2).
 */
export function serverName(address: string): string {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(address) ?? [];
  return `//${host.toLowerCase().replace(/:(80|443)$/, '')}${path.replace(/\/+$/, '')}`;
}

/** FHIR R4 section 3.1.1.4.10, token: `value`, `system|value`, `|value`, alternatives by comma. */
function tokens(text: string): IdentifierQuery[] {
  return text.split(',').flatMap((one) => {
    const bar = one.indexOf('|');
    const value = one.slice(bar + 1).trim();
    const system = bar < 0 ? undefined : one.slice(0, bar).trim() || null;
    return value === '' ? [] : [{ system, value }];
  });
}

/** A conditional reference, `Patient?identifier=system|value` (FHIR R4 section 2.3.0.3); other criteria find nothing. */
function readConditional(text: string): ReferenceTarget | undefined {
  const [, type, query = ''] = SEARCH.exec(text) ?? [];
  if (type === undefined) return undefined;
  const criteria = [...new URLSearchParams(query)];
  const [first] = criteria;
  const known = criteria.length === 1 && first?.[0] === 'identifier';
  return { text, type, id: undefined, base: undefined, identifiers: known ? tokens(first[1]) : [] };
}

/** Reads a literal reference: relative, absolute, versioned, `urn:`, or conditional. */
export function readReference(text: string): ReferenceTarget {
  const none = { text, type: undefined, id: undefined, base: undefined };
  if (text.length > LENGTH_LIMIT) return none;
  const literal = LITERAL.exec(text);
  if (literal === null) return readConditional(text) ?? none;
  const [, address, type, id] = literal;
  return { text, base: address === undefined ? undefined : serverName(address), type, id };
}

/**
 * Reads a whole `Reference`: its literal reference, else its business identifier (a logical reference, FHIR R4 section
 * 2.3.0.2). `undefined`: it names nothing, and its display is only for people.
 */
export function readReferenceElement(reference: unknown): ReferenceTarget | undefined {
  const text = asText(element(reference, 'reference'));
  const identifier = element(reference, 'identifier');
  const value = asText(element(identifier, 'value'));
  const literal = text === undefined ? undefined : readReference(text);
  if (value === undefined) return literal;
  const stated = { system: asText(element(identifier, 'system')) ?? null, value };
  if (literal !== undefined) return { ...literal, stated };
  const type = asText(element(reference, 'type'))?.split('/').at(-1);
  return { text: '', type, id: undefined, base: undefined, identifiers: [stated] };
}

/** Server part of a `fullUrl` such as `https://ehr.example/fhir/Patient/1`; `undefined` for `urn:` and for none. */
export const serverOf = (fullUrl: string | undefined): string | undefined =>
  fullUrl === undefined ? undefined : readReference(fullUrl).base;

/** Logical id that a `fullUrl` implies for a resource sent without one. */
export function idFromFullUrl(fullUrl: string | undefined): string | undefined {
  const id = fullUrl === undefined ? undefined : fullUrl.split(/[/:]/).at(-1);
  return id !== undefined && isLogicalId(id) ? id : undefined;
}
