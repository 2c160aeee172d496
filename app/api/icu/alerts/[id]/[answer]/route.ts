import { z } from 'zod';
import { alertAnswer, answerKinds } from '#lib/icu/alerts/answers.ts';
import { answerAlert } from '#lib/server/icu/alerts/answer-alert.ts';
import { wardClock } from '#lib/server/icu/ward.ts';
import { isProblem, problem, problemResponse } from '../../../../risk/problem.ts';
import { answerSignedIn } from '../../../answer-signed-in.ts';
import { readFields } from '../../../read-fields.ts';

type Context = { readonly params: Promise<{ readonly id: string; readonly answer: string }> };

const UNKNOWN = problem(404, 'There is no such alert.');

/** Acknowledges, snoozes or dismisses an alert. Whoever comes second is told what stands. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  answerSignedIn(async (database, { name: by, who }) => {
    const { id, answer } = await params;
    const kind = z.enum(answerKinds).safeParse(answer);
    if (!kind.success) return problem(404, `An alert is answered by ${answerKinds.join(', ')}.`);
    const given = await readFields(alertAnswer, request);
    if (isProblem(given)) return given;
    const at = Math.round(wardClock().now);
    const outcome = await answerAlert(database, id, { ...given, kind: kind.data, by, at }, who);
    if (!outcome) return UNKNOWN;
    const { alert, conflict } = outcome;
    return conflict === null ? alert : problemResponse({ ...problem(409, conflict), alert });
  });
