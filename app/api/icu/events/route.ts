import { openedStream } from '#lib/server/icu/opened-stream.ts';
import { hospitalCharts } from '../../risk/hospital-charts.ts';
import { answerEvents } from './answer-events.ts';

/** Events of the bedside: one JSON object a line, or an array of them. */
export const POST = (request: Request): Promise<Response> =>
  answerEvents(request, { ...hospitalCharts(), ingest: async () => (await openedStream()).ingest });
