import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import { binariesOf } from '#lib/modalities/whole-record.ts';
import { chartFiles } from '#lib/server/chart-files.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { environment } from '#lib/server/env.ts';
import { archiveInstances } from '#lib/server/imaging/archive-instances.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';
import { embedPatient } from '#lib/server/similarity/embed-patient.ts';
import { searchableIndex } from '#lib/server/similarity/status-answer.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { answerSimilar } from './answer-similar.ts';

/** Who is like a patient: of the hospital's own source, of a bundle, or of a profile that is sent along. Nothing of it is kept. */
export function POST(request: Request): Promise<Response> {
  const { origin, signIn } = environment();
  return answerSimilar(request, {
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
    async searchable() {
      const found = await searchableIndex();
      return 'answer' in found ? found.answer.detail : { ...found.index, run: found.run };
    },
    async embed(found) {
      const index = await searchableIndex();
      return 'answer' in index ? index.answer.detail : embedPatient(index, found, siteMap());
    },
  });
}
