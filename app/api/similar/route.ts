import { embedPatient } from '#lib/server/similarity/embed-patient.ts';
import { searchableIndex } from '#lib/server/similarity/status-answer.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { hospitalCharts } from '../risk/hospital-charts.ts';
import { answerSimilar } from './answer-similar.ts';

/** Who is like a patient: of the hospital's own source, of a bundle, or of a profile that is sent along. Nothing of it is kept. */
export const POST = (request: Request): Promise<Response> =>
  answerSimilar(request, {
    ...hospitalCharts(),
    async searchable() {
      const found = await searchableIndex();
      return 'answer' in found ? found.answer.detail : { ...found.index, run: found.run };
    },
    async embed(found) {
      const index = await searchableIndex();
      return 'answer' in index ? index.answer.detail : embedPatient(index, found, siteMap());
    },
  });
