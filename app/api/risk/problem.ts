import { STATUS_CODES } from 'node:http';
import type { ProblemDetails } from '#lib/contract/risk-schema.ts';

/** Why a request gets no answer. */
export type Problem = Pick<ProblemDetails, 'status' | 'detail' | 'errors'>;

type FieldErrors = NonNullable<ProblemDetails['errors']>;

export const problem = (status: number, detail: string, errors: FieldErrors = []): Problem => ({
  status,
  detail,
  ...(errors.length > 0 && { errors }),
});

export const isProblem = (value: object): value is Problem => 'status' in value && 'detail' in value;

/**
 * As RFC 9457 has it. The type is `about:blank`: the status says what kind of problem it is, `detail` the rest, and members of
 * its own (§3.2) whatever a program can go on with.
 */
export function problemResponse(found: Problem & Readonly<Record<string, unknown>>): Response {
  const { status } = found;
  const body: ProblemDetails & Record<string, unknown> = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Problem',
    ...found,
  };
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return new Response(JSON.stringify(body), { status, headers });
}
