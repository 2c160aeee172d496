import { isTagged } from '#lib/clinical/tagged-error.ts';
import { refusalOf } from '#lib/server/request-guard.ts';
import type { SignInRequired } from '#lib/server/sign-in/session.ts';
import { isProblem, problem, problemResponse } from './problem.ts';

/** What a program's question is held against before it is read. */
export type Guard = {
  /** Public address of the app. */
  readonly origin: string;
  /** Whether the sender may ask: signed in, where sign-in is asked for. */
  readonly mayAsk: () => Promise<boolean>;
};

/**
 * JSON that nobody keeps, or a problem as RFC 9457 has it. A system that is known to be broken is a problem with its reason;
 * whatever else is thrown is a fault of the program, and rejects.
 */
export async function respond(work: () => Promise<object>): Promise<Response> {
  try {
    const given = await work();
    if (given instanceof Response) return given;
    if (isProblem(given)) return problemResponse(given);
    return Response.json(given, { headers: { 'cache-control': 'no-store' } });
  } catch (cause) {
    if (isTagged<SignInRequired>(cause, 'SignInRequired'))
      return problemResponse(problem(401, cause.message));
    if (isTagged(cause)) return problemResponse(problem(503, cause.message));
    throw cause;
  }
}

/** Answers who comes from where they may and is signed in; the others are told why not. */
export const respondToAsked = (
  request: Request,
  { origin, mayAsk }: Guard,
  work: () => Promise<object>,
): Promise<Response> =>
  respond(async () => {
    const refusal = refusalOf(request.method, request.headers, origin);
    if (refusal) return problem(refusal.status, refusal.sentence);
    if (!(await mayAsk())) return problem(401, 'Sign-in is required.');
    return work();
  });
