import { readDeadLetters } from '#lib/server/icu/ingest/dead-letters.ts';
import { openedStream } from '#lib/server/icu/opened-stream.ts';
import { hospitalCharts } from '../../risk/hospital-charts.ts';
import { answerDeadLetters } from './answer-dead-letters.ts';

/** What was sent and not taken in, newest first, each with its reason. */
export const GET = (request: Request): Promise<Response> =>
  answerDeadLetters(request, {
    ...hospitalCharts(),
    read: async () => readDeadLetters((await openedStream()).database),
  });
