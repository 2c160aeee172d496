import dynamic from 'next/dynamic';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { LoadGenome } from '#lib/modalities/genomics/genome-outcome.ts';
import type { Slices } from '#lib/modalities/index.ts';

const GenomicsPanel = dynamic(() => import('#components/genomics/GenomicsPanel.tsx'));
const ClinVarComparison = dynamic(() =>
  import('#components/genomics/ClinVarComparison.tsx').then((module) => module.ClinVarComparison),
);

type PatientGenomeProps = {
  readonly record: PatientRecord<Slices>;
  readonly atName: string;
  /** Fetches the genotype file of the chart; `null`: there is no server that has it. */
  readonly load: LoadGenome | null;
};

/** The genome on the patient page; the reader may compare a genotype file of the hospital with ClinVar. */
export function PatientGenome({ record, atName, load }: PatientGenomeProps) {
  const { patient, slices, at } = record;
  if (!slices.genomics) return null;
  return (
    <GenomicsPanel key={`${patient.id} genome`} slice={slices.genomics} at={at} atName={atName}>
      {load && slices.genomics.genotypes ? <ClinVarComparison patientId={patient.id} load={load} /> : null}
    </GenomicsPanel>
  );
}
