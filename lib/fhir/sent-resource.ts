import type { JsonObject } from './json-value.ts';

/** A resource as it was sent, structurally checked: its type and id are strings and nesting is bounded. */
export type SentResource = {
  readonly resource: JsonObject;
  readonly type: string;
  readonly id: string;
  /** Server part of an absolute `fullUrl`; `undefined` when the sender named none. */
  readonly server: string | undefined;
  /** `fullUrl` → `Type/id` within the bundle it came in: where its references are resolved first (FHIR R4 section 2.36.4). */
  readonly neighbours: ReadonlyMap<string, string | null>;
  /** Every `reference` string in it. */
  readonly references: readonly string[];
  /** Sent as one version of a history: older versions beside it are expected. */
  readonly versioned: boolean;
};

export const keyOf = (type: string, id: string): string => `${type}/${id}`;
