import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { StoredLetter } from '#lib/server/icu/ingest/dead-letters.ts';
import { refusalOf } from '#lib/server/request-guard.ts';
import { type Problem, problem, problemResponse } from '../../risk/problem.ts';

export type DeadLetterHospital = {
  readonly origin: string;
  readonly mayAsk: () => Promise<boolean>;
  readonly read: () => Promise<readonly StoredLetter[]>;
};

async function answer(request: Request, hospital: DeadLetterHospital): Promise<Response | Problem> {
  const refusal = refusalOf(request.method, request.headers, hospital.origin);
  if (refusal) return problem(refusal.status, refusal.sentence);
  if (!(await hospital.mayAsk())) return problem(401, 'Sign-in is required.');
  return Response.json({ letters: await hospital.read() }, { headers: { 'cache-control': 'no-store' } });
}

export async function answerDeadLetters(request: Request, hospital: DeadLetterHospital): Promise<Response> {
  try {
    const given = await answer(request, hospital);
    return given instanceof Response ? given : problemResponse(given);
  } catch (cause) {
    if (isTagged(cause)) return problemResponse(problem(503, cause.message));
    throw cause;
  }
}
