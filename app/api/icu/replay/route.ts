import { replayChange } from '#lib/icu/alerts/icu-schema.ts';
import { writeAudit } from '#lib/server/icu/audit/audit.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { isProblem, problem } from '../../risk/problem.ts';
import { answerSignedIn } from '../answer-signed-in.ts';
import { readFields } from '../read-fields.ts';

const NONE = problem(409, 'No replay runs: the wall shows what happens now.');

/** What time it is on the wall. */
export const GET = (): Promise<Response> =>
  answerSignedIn(async () => {
    const { ward, leave } = await enterWard();
    leave();
    return ward.clock();
  });

/** Runs the replay at another speed, lets it stand, or goes on from a later time or the next alert. */
export const POST = (request: Request): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const change = await readFields(replayChange, request);
    if (isProblem(change)) return change;
    const { ward, leave } = await enterWard();
    try {
      if (!ward.replay) return NONE;
      await writeAudit(database, { who, did: 'moved the clock of the replay', detail: change });
      await ward.replay.change(change);
      return ward.clock();
    } catch (cause) {
      if (cause instanceof RangeError) return problem(400, `${cause.message}.`);
      throw cause;
    } finally {
      leave();
    }
  });
