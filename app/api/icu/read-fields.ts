import type { z } from 'zod';
import { isProblem, type Problem, problem } from '../risk/problem.ts';
import { readBody } from '../risk/read-body.ts';
import { pointerTo } from '../risk/read-question.ts';

const NOT_ASKED = 'The question is not one that can be asked here.';

/** The parameters of an address, or the problem that names each one that is wrong. */
export function readParameters<Schema extends z.ZodType<object>>(
  schema: Schema,
  request: Request,
): z.infer<Schema> | Problem {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    parameter: path.map(String).join('.'),
    detail: message,
  }));
  return problem(400, NOT_ASKED, errors);
}

/** A JSON body, or the problem that names each field that is wrong. */
export async function readFields<Schema extends z.ZodType<object>>(
  schema: Schema,
  request: Request,
): Promise<z.infer<Schema> | Problem> {
  const body = await readBody(request);
  if (isProblem(body)) return body;
  const parsed = schema.safeParse(body.value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    pointer: pointerTo(path),
    detail: message,
  }));
  return problem(400, NOT_ASKED, errors);
}
