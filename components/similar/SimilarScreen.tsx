'use client';

import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PersonName } from '#components/patient/PersonName.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { CohortDesk } from './CohortDesk.tsx';
import { CohortStateMessage } from './CohortStateMessage.tsx';
import { loadNetwork } from './load-network.ts';
import type { AskedPatient } from './OwnScore.tsx';
import type { OpenCohort } from './open-cohort.ts';
import { useCohort } from './use-cohort.ts';

// It brings the reader of records and the networks' sessions.
const Searched = dynamic(() => import('./VisitorSearch.tsx').then((module) => module.Searched), {
  ssr: false,
});

// While the cohort is on its way.
if (typeof window !== 'undefined') void loadNetwork();

type SimilarScreenProps = {
  /** Whom similar patients are sought for; `null`: the cohort alone is shown. */
  readonly patient: AskedPatient | null;
  /** Whether those of the cohort are simulated. */
  readonly simulated: boolean;
};

/** Who was like this patient, why, and what became of them. */
export function SimilarScreen({ patient, simulated }: SimilarScreenProps) {
  const id = patient?.record.patient.id ?? null;
  const { state, retry } = useCohort(id);
  return (
    <Page simulated={simulated}>
      {patient ? <PatientTitle record={patient.record} /> : <CohortTitle />}
      {state.status === 'ready' ? (
        <Desk key={id} cohort={state} patient={patient} />
      ) : (
        <CohortStateMessage state={state} onRetry={retry} />
      )}
    </Page>
  );
}

type DeskProps = { readonly cohort: OpenCohort; readonly patient: AskedPatient | null };

/** A patient who is not in the index yet is compared with it all the same. */
function Desk({ cohort, patient }: DeskProps) {
  if (patient && cohort.patient === null) return <Searched patient={patient} cohort={cohort} />;
  return <CohortDesk cohort={cohort} visitor={null} subject={patient} />;
}

const SUBTITLE =
  'Who was like this patient, why, and what became of them. Neighbours are shown by age band and sex.';

function PatientTitle({ record: { patient } }: { readonly record: PatientRecord<Slices> }): ReactNode {
  return (
    <PageHeader
      title={
        <>
          Patients similar to <PersonName {...patient} />
        </>
      }
      description={SUBTITLE}
      actions={
        <Button
          component={Link}
          href={`/patients/${encodeURIComponent(patient.id)}`}
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
        >
          Back to the chart
        </Button>
      }
    />
  );
}

const CohortTitle = () => (
  <PageHeader
    title="Similar patients"
    description="The indexed patients as a network. Press one of them, or open a patient’s chart, to see who is similar and why."
  />
);
