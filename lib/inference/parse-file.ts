import type { z } from 'zod';
import { ModelError, reasonOf } from './model-error.ts';

/**
 * A JSON file of a model folder by its schema. Throws `ModelError` `manifest`, which names the first field that is wrong.
 *
 * @param what the file, to begin a sentence
 */
export function parseFile<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ModelError('manifest', `${what} is not JSON: ${reasonOf(cause)}.`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'the whole file';
  throw new ModelError('manifest', `${what} is not valid at ${field}: ${issue?.message}.`, {
    cause: parsed.error,
  });
}
