import { z } from 'zod';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import { readCourse } from '#lib/server/icu/alerts/past-scores.ts';
import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { isProblem, problem } from '../../../../risk/problem.ts';
import { answerSignedIn } from '../../../answer-signed-in.ts';
import { readParameters } from '../../../read-fields.ts';

type Context = { readonly params: Promise<{ readonly bed: string }> };

const HOUR_MS = 3_600_000;
const question = z.strictObject({ hours: z.coerce.number().positive().max(24).default(24) });
const UNKNOWN = problem(404, 'There is no such bed.');

/** Everything of one bed on one axis of time. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const asked = readParameters(question, request);
    if (isProblem(asked)) return asked;
    const { ward, leave } = await enterWard();
    try {
      const { bed } = await params;
      const clock = ward.clock();
      const from = Math.round(clock.now - asked.hours * HOUR_MS);
      const course = ward.hub.wall.course(bed, from, clock);
      if (!course) return UNKNOWN;
      const { patient } = course;
      if (patient !== null) await auditSight(database, { who, did: 'saw a course', detail: { patient } });
      const scored =
        patient === null ? { scores: [], alerts: [] } : await readCourse(database, patient, from);
      return { ...course, ...scored } satisfies BedCourse;
    } finally {
      leave();
    }
  });
