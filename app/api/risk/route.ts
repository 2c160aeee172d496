import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import { binariesOf } from '#lib/modalities/whole-record.ts';
import { chartFiles } from '#lib/server/chart-files.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { environment } from '#lib/server/env.ts';
import { archiveInstances } from '#lib/server/imaging/archive-instances.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { answerRisk } from './answer-risk.ts';
import { openFindingsThread } from './findings-thread.ts';
import { keptSession } from './kept-sessions.ts';

const readFindings = openFindingsThread();

/** The risk of one patient: of the hospital's own source, or of a bundle that is sent along. Nothing of it is kept. */
export function POST(request: Request): Promise<Response> {
  const { origin, signIn } = environment();
  return answerRisk(request, {
    origin,
    mayAsk: async () => signIn === null || (await currentSession()) !== null,
    fetchChart: (patientId, signal) => chartSource().fetchChart(patientId, signal),
    filesBeside: ({ patient }) => ({
      ...chartFiles(patient.id ?? '', chartSource()),
      recordNumber: pictureNumber(readHeader(patient)),
      instance: archiveInstances(),
    }),
    filesWithin: (chart) => ({
      ...chartFiles(chart.patient.id ?? '', { readBinary: binariesOf(chart) }),
      searchStudy: null,
    }),
    siteMap,
    readFindings,
    sessionOf: keptSession,
  });
}
