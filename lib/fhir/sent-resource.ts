import type { JsonObject } from './json-value.ts';

/** What a resource was sent in: a bundle, the bundle round that one, at last a file or a server's answer. */
export type Container = { readonly within?: Container };

/** The outermost container: one file, or all the answers of one server. */
export type Origin = Container & { readonly file?: string };

/** Something changes the meaning in a way that is not understood, or there are two meanings. */
export type Denial = { readonly code: 'modifier' | 'contradiction'; readonly reason: string };

/** A resource as it was sent, structurally checked: its type and id are strings and nesting is bounded. */
export type SentResource = {
  readonly resource: JsonObject;
  readonly type: string;
  readonly id: string;
  readonly fullUrl: string | undefined;
  /** Server part of an absolute `fullUrl`, as `serverName` writes it; `undefined` when the sender named none. */
  readonly server: string | undefined;
  /** The innermost: references are resolved there first (FHIR R4 section 2.36.4). */
  readonly container: Container;
  /** Every `reference` string in it. */
  readonly references: readonly string[];
  /** Why it must not be used, though it replaces older copies of itself. */
  readonly denied?: Denial | undefined;
  /** Sent as one version of a history: older versions beside it are expected. */
  readonly versioned: boolean;
};

export const keyOf = (type: string, id: string): string => `${type}/${id}`;

/** A container and all that it lies in, innermost first. */
export function enclosing(container: Container): readonly Container[] {
  const all = [];
  for (let one: Container | undefined = container; one !== undefined; one = one.within) all.push(one);
  return all;
}

/** The file or server that a resource came from. */
export const originOf = ({ container }: SentResource): Container => enclosing(container).at(-1) ?? container;
