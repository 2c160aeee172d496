/** Total accessors over parsed JSON of unknown shape: they return `undefined` or nothing, and never throw. */
export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own elements only: a hostile `"__proto__"` or a missing `constructor` must not reach `Object.prototype`. */
export const element = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A trimmed string with content; otherwise `undefined`. */
export function asText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** A finite number; numbers sent as text are not numbers in FHIR and are not read. */
export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The items of an array; anything else has none. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The objects among the items of an array. */
export const asObjects = (value: unknown): readonly JsonObject[] => asList(value).filter(isObject);
