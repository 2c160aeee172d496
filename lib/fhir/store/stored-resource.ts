import type { Resource } from '@medplum/fhirtypes';
import type { JsonObject } from '../json-value.ts';

/** A resource in the store: the server has set its id and version. Never changed in place. */
export type StoredResource = JsonObject & {
  readonly resourceType: string;
  readonly id: string;
  readonly meta: JsonObject & { readonly versionId: string; readonly lastUpdated: string };
};

export const storedKey = ({ resourceType, id }: { resourceType: string; id: string }): string =>
  `${resourceType}/${id}`;

/** The router's generated types and ours describe the same JSON; this is the one place where they meet. */
export const asMedplum = <T extends Resource>(stored: StoredResource): T & { id: string } =>
  stored as unknown as T & { id: string };
