import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { isProblem } from '../../../../risk/problem.ts';
import { answerSignedIn } from '../../../answer-signed-in.ts';
import { patientToSend } from '../../sent-patient.ts';

type Context = { readonly params: Promise<{ readonly id: string }> };

/** The hours of one patient that stage two looks back on: a page explains them itself. */
export const GET = (_request: Request, { params }: Context): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const { id: patient } = await params;
    const sent = await patientToSend(database, patient);
    if (!isProblem(sent)) await auditSight(database, { who, did: 'saw a course', detail: { patient } });
    return sent;
  });
