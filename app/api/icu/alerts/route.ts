import { z } from 'zod';
import { byUrgency } from '#lib/icu/alerts/urgency.ts';
import { readAlerts } from '#lib/server/icu/alerts/read-alerts.ts';
import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { isProblem } from '../../risk/problem.ts';
import { answerSignedIn } from '../answer-signed-in.ts';
import { readParameters } from '../read-fields.ts';

const question = z.strictObject({
  patient: z.string().max(64).optional(),
  /** Without it those that have not ended. */
  ended: z.enum(['0', '1']).optional(),
  since: z.coerce.number().int().optional(),
});

/** Alerts, most urgent first: those that have not ended, or with `ended=1` all. */
export const GET = (request: Request): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const asked = readParameters(question, request);
    if (isProblem(asked)) return asked;
    const { patient, ended, since } = asked;
    const alerts = await readAlerts(database, { patient, since, onlyOpen: ended !== '1' });
    await auditSight(database, { who, did: 'saw alerts', detail: { alerts: alerts.map(({ id }) => id) } });
    return { alerts: alerts.toSorted(byUrgency) };
  });
