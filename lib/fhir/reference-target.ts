/** A parsed `Reference.reference`. `base`: the server of an absolute URL; absent for a relative reference. */
export type ReferenceTarget = {
  readonly text: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly base: string | undefined;
};

const LITERAL = /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-._]{1,128})(?:\/_history\/[^/]+)?$/;
const LENGTH_LIMIT = 2048;
const SEARCH = /^([A-Z][A-Za-z]+)\?/;

/** Whether a string may serve as a logical id: FHIR's alphabet and `_`, and never a path segment such as `..`. */
export const isLogicalId = (id: string): boolean => /^(?!\.+$)[A-Za-z0-9\-._]{1,128}$/.test(id);

/** Reads a literal reference: relative, absolute, versioned, `urn:`, or by search (then only `type` is known). */
export function readReference(text: string): ReferenceTarget {
  const literal = text.length > LENGTH_LIMIT ? null : LITERAL.exec(text);
  if (literal !== null) return { text, base: literal[1], type: literal[2], id: literal[3] };
  return { text, base: undefined, type: SEARCH.exec(text)?.[1], id: undefined };
}

/** Server part of a `fullUrl` such as `https://ehr.example/fhir/Patient/1`; `undefined` for `urn:` and for none. */
export const serverOf = (fullUrl: string | undefined): string | undefined =>
  fullUrl === undefined ? undefined : readReference(fullUrl).base;

/** Logical id that a `fullUrl` implies for a resource sent without one. */
export function idFromFullUrl(fullUrl: string | undefined): string | undefined {
  const id = fullUrl === undefined ? undefined : fullUrl.split(/[/:]/).at(-1);
  return id !== undefined && isLogicalId(id) ? id : undefined;
}
