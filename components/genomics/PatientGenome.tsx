'use client';

import dynamic from 'next/dynamic';
import type { PanelProps } from '#components/panels/panel-props.ts';
import type { GenomicsSlice } from '#lib/modalities/genomics/slice.ts';
import GenomicsPanel from './GenomicsPanel.tsx';

const ClinVarComparison = dynamic(() =>
  import('./ClinVarComparison.tsx').then((module) => module.ClinVarComparison),
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
