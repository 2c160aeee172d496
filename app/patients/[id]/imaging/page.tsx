import type { Metadata } from 'next';
import { loadPatient } from '#app/actions/patient.ts';
import { ImagingScreen } from '#components/imaging/ImagingScreen.tsx';
import { ChartNotOpened } from '#components/patient/ChartNotOpened.tsx';
import { hospitalArchive } from '#lib/server/imaging/hospital-archive.ts';

// No name: titles end up in histories and on shared screens.
export const metadata: Metadata = { title: 'Pictures' };

export default async function ImagingRoute({ params }: { params: Promise<{ id: string }> }) {
  const outcome = await loadPatient((await params).id, ['ehr', 'imaging']);
  if (!outcome.ok) return <ChartNotOpened title="Pictures" reason={outcome.reason} />;
  return <ImagingScreen record={outcome.record} archive={hospitalArchive()} />;
}
