import { z } from 'zod';
import type { IcuExplanation } from '#lib/icu/stage-two/answered-explanation.ts';
import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { explainInThread } from '#lib/server/icu/explain/explain-thread.ts';
import { isProblem } from '../../../../risk/problem.ts';
import { answerSignedIn } from '../../../answer-signed-in.ts';
import { readParameters } from '../../../read-fields.ts';
import { patientToSend } from '../../sent-patient.ts';

type Context = { readonly params: Promise<{ readonly id: string }> };

const question = z.strictObject({ condition: z.enum(['sepsis', 'deterioration']).default('sepsis') });

/** Why stage two would warn of a patient now, or would not: by kind of data, by number, and since when. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const asked = readParameters(question, request);
    if (isProblem(asked)) return asked;
    const { id: patient } = await params;
    const sent = await patientToSend(database, patient);
    if (isProblem(sent)) return sent;
    await auditSight(database, { who, did: 'saw a risk', detail: { patient } });
    const explanation = await explainInThread(sent, asked.condition);
    return { patient, at: sent.at, simulated: sent.simulated, explanation } satisfies IcuExplanation;
  });
