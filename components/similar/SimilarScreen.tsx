'use client';

import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PersonName } from '#components/patient/PersonName.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { CohortDesk } from './CohortDesk.tsx';
import { CohortStateMessage } from './CohortStateMessage.tsx';
import type { AskedPatient } from './OwnScore.tsx';
import { useCohort } from './use-cohort.ts';

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
        <CohortDesk key={id} cohort={state} visitor={null} subject={patient} />
      ) : (
        <CohortStateMessage state={state} onRetry={retry} />
      )}
    </Page>
  );
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
