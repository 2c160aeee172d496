import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import { chartFiles, filesWithin } from '#lib/server/chart-files.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { environment } from '#lib/server/env.ts';
import { hospitalArchiveFiles } from '#lib/server/imaging/ask-archive.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';
import type { ChartPlaces } from './find-subject.ts';
import type { Guard } from './respond.ts';

/** Who may ask programs' questions of this installation, and where their charts come from. */
export function hospitalCharts(): ChartPlaces & Guard {
  const { origin, signIn } = environment();
  return {
    origin,
    mayAsk: async () => signIn === null || (await currentSession()) !== null,
    fetchChart: (patientId, signal) => chartSource().fetchChart(patientId, signal),
    filesBeside: ({ patient }) => ({
      ...chartFiles(patient.id ?? '', chartSource()),
      recordNumber: pictureNumber(readHeader(patient)),
      ...hospitalArchiveFiles(),
    }),
    filesWithin,
  };
}
