'use client';

import dynamic from 'next/dynamic';
import type { PanelProps } from '#components/panels/panel-props.ts';
import type { GenomicsSlice } from '#lib/modalities/genomics/slice.ts';
import GenomicsPanel from './GenomicsPanel.tsx';

// Drawn once it can be used: a press on a button of the server's page would be lost.
const ClinVarComparison = dynamic(
  () => import('./ClinVarComparison.tsx').then((module) => module.ClinVarComparison),
  { ssr: false },
);

/** The genome on the patient page; the reader may compare a genotype file of the hospital with ClinVar. */
export function PatientGenome({ patient, slice, at, atName, ports }: PanelProps<GenomicsSlice>) {
  if (!slice) return null;
  const { loadGenome } = ports;
  return (
    <GenomicsPanel slice={slice} at={at} atName={atName}>
      {loadGenome && slice.genotypes ? <ClinVarComparison patientId={patient.id} load={loadGenome} /> : null}
    </GenomicsPanel>
  );
}
