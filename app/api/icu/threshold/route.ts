import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import { thresholdChange, thresholdQuestion } from '#lib/icu/alerts/icu-schema.ts';
import { latestScore, previewInForce } from '#lib/server/icu/alerts/preview.ts';
import { setThreshold } from '#lib/server/icu/alerts/thresholds.ts';
import { wardReplay } from '#lib/server/icu/ward.ts';
import { isProblem, problem } from '../../risk/problem.ts';
import { answerSignedIn } from '../answer-signed-in.ts';
import { readFields, readParameters } from '../read-fields.ts';

/** Known of simulated patients alone. */
const truthOf = (condition: AlertCondition, from: number, to: number) =>
  wardReplay()?.truth(condition, from, to) ?? null;

const NOTHING = problem(409, 'Nothing was scored yet: a threshold is tried on the scores of the last day.');

/** The threshold in force and what it did in the last day, beside what another one would have done. */
export const GET = (request: Request): Promise<Response> =>
  answerSignedIn(async (database) => {
    const asked = readParameters(thresholdQuestion, request);
    if (isProblem(asked)) return asked;
    return (await previewInForce(database, asked, truthOf)) ?? NOTHING;
  });

/** Puts a threshold in force, from the next score on. */
export const POST = (request: Request): Promise<Response> =>
  answerSignedIn(async (database, { name: by, who }) => {
    const change = await readFields(thresholdChange, request);
    if (isProblem(change)) return change;
    const { condition } = change;
    const latest = await latestScore(database, condition);
    if (!latest) return NOTHING;
    await setThreshold(database, { ...change, model: latest.model, by, at: latest.at }, who);
    return (await previewInForce(database, { condition }, truthOf)) ?? NOTHING;
  });
