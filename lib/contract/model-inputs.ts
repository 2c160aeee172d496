import { z } from 'zod';
import type { FeatureSpec } from './feature.ts';
import type { TensorSpec } from './modality.ts';

const feature = z.object({
  id: z.string(),
  unit: z.string(),
  plausible: z.tuple([z.number(), z.number()]).readonly(),
  version: z.number().int().positive(),
});

const tensor = z.object({
  id: z.string(),
  shape: z.array(z.number().int().positive()).readonly(),
  version: z.number().int().positive(),
});

/**
 * What a model's weights depend on: the numbers that come in, in which unit and range, read in which way, in which order.
 * No label, heading or source, and nothing that the model does not read.
 */
export const modelInputs = z.object({
  /** In the order of a row's columns. */
  features: z.array(feature).readonly(),
  tensors: z.array(tensor).readonly(),
});

export type ModelInputs = z.infer<typeof modelInputs>;

/** The inputs that a program can give: a model is refused unless it finds each of its own among them, unchanged. */
export const inputsOf = (features: readonly FeatureSpec[], tensors: readonly TensorSpec[]): ModelInputs => ({
  features: features.map(({ id, unit, plausible, version = 1 }) => ({ id, unit, plausible, version })),
  tensors: tensors.map(({ id, shape, version }) => ({ id, shape, version })),
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
};

/** Canonical JSON (RFC 8785 for the plain keys and numbers used here): keys sorted, no white space. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

const encoder = new TextEncoder();

/** Lower-case hexadecimal SHA-256 of the canonical JSON of a model's inputs: the same in browser, worker, Node and Python. */
export async function inputsHash(inputs: ModelInputs): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(canonicalJson(inputs)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Input = { readonly id: string; readonly version: number };

const range = ([low, high]: readonly [number, number]): string => `${low} to ${high}`;

/** What changed of a feature since the model was trained, as the end of "… changed"; `undefined`: nothing. */
function changeOf(
  trained: ModelInputs['features'][number],
  own: ModelInputs['features'][number],
): string | undefined {
  if (trained.unit !== own.unit) return `in unit ${trained.unit}, and here it is in ${own.unit}`;
  if (trained.plausible.join() !== own.plausible.join())
    return `from ${range(trained.plausible)} ${own.unit}, and here its range is ${range(own.plausible)}`;
  return readingChange(trained, own);
}

const readingChange = (trained: Input, own: Input): string | undefined =>
  trained.version === own.version
    ? undefined
    : `as reading ${trained.version} gives it, and here it is reading ${own.version}`;

function tensorChange(
  trained: ModelInputs['tensors'][number],
  own: ModelInputs['tensors'][number],
): string | undefined {
  if (trained.shape.join() === own.shape.join()) return readingChange(trained, own);
  return `of shape ${trained.shape.join(' × ')}, and here it has ${own.shape.join(' × ')}`;
}

function firstChange<T extends Input>(
  trained: readonly T[],
  own: readonly T[],
  change: (trained: T, own: T) => string | undefined,
): string | null {
  for (const one of trained) {
    const same = own.find(({ id }) => id === one.id);
    const what = same ? change(one, same) : 'that this program does not read';
    if (what !== undefined) return `it was trained on ${one.id} ${what}`;
  }
  return null;
}

/** Why a model cannot be given its inputs here, as the end of a sentence that names the input; `null`: it can. */
export const mismatchOf = (trained: ModelInputs, own: ModelInputs): string | null =>
  firstChange(trained.features, own.features, changeOf) ??
  firstChange(trained.tensors, own.tensors, tensorChange);
