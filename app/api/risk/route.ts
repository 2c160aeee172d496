import { siteMap } from '#lib/server/site-map.ts';
import { answerRisk } from './answer-risk.ts';
import { openFindingsThread } from './findings-thread.ts';
import { hospitalCharts } from './hospital-charts.ts';
import { keptSession } from './kept-sessions.ts';

const readFindings = openFindingsThread();

/** The risk of one patient: of the hospital's own source, or of a bundle that is sent along. Nothing of it is kept. */
export const POST = (request: Request): Promise<Response> =>
  answerRisk(request, { ...hospitalCharts(), siteMap, readFindings, sessionOf: keptSession });
