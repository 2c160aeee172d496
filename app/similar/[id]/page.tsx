import type { Metadata } from 'next';
import { loadPatient } from '#app/actions/patient.ts';
import { loadSlice } from '#app/actions/slice.ts';
import { ChartNotOpened } from '#components/patient/ChartNotOpened.tsx';
import { SimilarScreen } from '#components/similar/SimilarScreen.tsx';
import { READ_FIRST } from '#lib/modalities/read-first.ts';
import { hospitalArchive } from '#lib/server/imaging/hospital-archive.ts';
import { preloadCohort } from '../preload-cohort.ts';

// No name: titles end up in histories and on shared screens.
export const metadata: Metadata = { title: 'Similar patients' };

export default async function SimilarRoute({ params }: { params: Promise<{ id: string }> }) {
  const outcome = await loadPatient((await params).id, READ_FIRST);
  if (!outcome.ok) return <ChartNotOpened title="Similar patients" reason={outcome.reason} />;
  const { record } = outcome;
  preloadCohort(record.patient.id);
  const ports = { loadSlice, archive: hospitalArchive() };
  return <SimilarScreen patient={{ record, ports }} simulated={record.patient.simulated} />;
}
