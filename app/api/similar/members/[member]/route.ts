import type { z } from 'zod';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';
import { findPerson } from '#lib/server/similarity/find-person.ts';
import type { similarPatient } from '#lib/similarity/cohort-schema.ts';
import { problem, problemResponse } from '../../../risk/problem.ts';

type Context = { readonly params: Promise<{ readonly member: string }> };

/** Who a neighbour is, for whoever may open the patients of this hospital. Host and sign-in were checked by the proxy. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await requireSession();
  try {
    const patientId = await findPerson((await params).member, request.signal);
    if (patientId === null)
      return problemResponse(
        problem(404, 'This neighbour is not a patient of the hospital that you can open.'),
      );
    const answer: z.infer<typeof similarPatient> = { patientId };
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  } catch (cause) {
    if (isTagged(cause)) return problemResponse(problem(503, cause.message));
    throw cause;
  }
}
