import type { FeatureSpec } from './feature.ts';

/** What the model and the extractors agree on: the features, their order, and the rules of the vector. */
export type Contract = {
  readonly version: 1;
  /** How a missing value is written into the two vectors. */
  readonly missing: { readonly value: 0; readonly present: 0 };
  readonly features: readonly FeatureSpec[];
};

export const contractOf = (features: readonly FeatureSpec[]): Contract => ({
  version: 1,
  missing: { value: 0, present: 0 },
  features,
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
};

/**
 * What a model's weights depend on: the numbers that come in, in which unit and range, and in which order. Labels, headings
 * and sources may change without touching a model.
 */
const identityOf = ({ version, missing, features }: Contract) => ({
  version,
  missing,
  features: features.map(({ id, modality, unit, plausible }) => ({ id, modality, unit, plausible })),
});

/** Canonical JSON (RFC 8785 for the plain keys and numbers used here): keys sorted, no white space. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

const encoder = new TextEncoder();

/**
 * Lower-case hexadecimal SHA-256 of the canonical JSON of the contract's identity: the same in browser, worker and Node.
 * That the numbers are still *read* as they were is what the replay of golden charts shows.
 */
export async function contractHash(contract: Contract): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(canonicalJson(identityOf(contract))));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
