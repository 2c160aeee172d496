import type { Metadata } from 'next';
import { Suspense } from 'react';
import { loadGenome } from '#app/actions/genome.ts';
import { loadPatient, type PatientOutcome } from '#app/actions/patient.ts';
import { loadSlice } from '#app/actions/slice.ts';
import { ChartNotOpened } from '#components/patient/ChartNotOpened.tsx';
import { OpeningChart } from '#components/patient/OpeningChart.tsx';
import { PatientPage } from '#components/patient/PatientPage.tsx';
import { READ_FIRST } from '#lib/modalities/read-first.ts';
import { atHand } from '#lib/server/at-hand.ts';
import { hospitalArchive } from '#lib/server/imaging/hospital-archive.ts';

// No name: titles end up in histories and on shared screens.
export const metadata: Metadata = { title: 'Patient' };

export default async function PatientRoute({ params }: { params: Promise<{ id: string }> }) {
  // Half a megabyte of waveforms follows when the reader comes to them.
  const opening = loadPatient((await params).id, READ_FIRST);
  const outcome = await atHand(opening);
  if (outcome) return <OpenedChart outcome={outcome} />;
  return (
    <Suspense fallback={<OpeningChart />}>
      <LaterChart opening={opening} />
    </Suspense>
  );
}

const LaterChart = async ({ opening }: { opening: Promise<PatientOutcome> }) => (
  <OpenedChart outcome={await opening} />
);

function OpenedChart({ outcome }: { outcome: PatientOutcome }) {
  if (!outcome.ok) return <ChartNotOpened title="Patient" reason={outcome.reason} />;
  return (
    <PatientPage
      record={outcome.record}
      ports={{
        archive: hospitalArchive(),
        loadGenome,
        loadSlice,
      }}
    />
  );
}
