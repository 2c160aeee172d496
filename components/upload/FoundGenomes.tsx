'use client';

import GenomicsPanel from '#components/genomics/GenomicsPanel.tsx';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { UploadedGenome } from '#lib/intake/genomes/uploaded-genome.ts';
import { OwnerSelect } from './OwnerSelect.tsx';
import { PurgeButton } from './PurgeButton.tsx';
import { upload } from './session.ts';
import classes from './Upload.module.css';
import type { UploadState } from './upload-store.ts';

type FoundGenomesProps = {
  readonly state: Extract<UploadState, { status: 'read' }>;
  /** Record whose page this is; `null`: the list of all that was found. */
  readonly of: number | null;
};

/** Genotype files that came without a chart: whose each is, and the genome of those that the user has assigned. */
export function FoundGenomes({ state, of }: FoundGenomesProps) {
  const { genomes, unreadableGenomes } = state.upload;
  const owners = state.owners.genomes;
  const shown = genomes.flatMap((genome, at) => (owners[at] === (of ?? 'uncharted') ? [genome] : []));
  if (of !== null)
    return shown.length === 0 ? null : (
      <div className="no-print">
        <Page>{shown.map(drawGenome)}</Page>
      </div>
    );
  return (
    <>
      <Panel
        title="Whose genome?"
        description="A genotype file names no patient. It is shown with a chart only when you say so; check the name of the sample first."
        actions={<PurgeButton />}
      >
        {genomes.map(({ file, sample }, at) => (
          <OwnerSelect
            key={file}
            file={file}
            description={`Sample in the file: ${sample}`}
            records={state.upload.records}
            owner={owners[at] ?? null}
            onOwner={(owner) => upload.assign('genomes', at, owner)}
          />
        ))}
        {unreadableGenomes.map(({ file, reason }) => (
          <p key={file} className={classes.unreadable}>
            <strong>{file}</strong> is not shown with anyone. {reason}
          </p>
        ))}
      </Panel>
      {shown.map(drawGenome)}
    </>
  );
}

const drawGenome = ({ file, sample, slice, search }: UploadedGenome) => (
  <GenomicsPanel
    key={file}
    title={`Genome: sample ${sample}`}
    slice={slice}
    search={search}
    at={null}
    atName=""
  />
);
