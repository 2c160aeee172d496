'use client';

import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconFileUpload, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useStore } from 'zustand';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { FilePicker } from './FilePicker.tsx';
import { FoundPatients } from './FoundPatients.tsx';
import { upload } from './session.ts';
import classes from './Upload.module.css';
import type { UploadState } from './upload-store.ts';

const PatientPage = dynamic(() =>
  import('#components/patient/PatientPage.tsx').then((module) => module.PatientPage),
);

/** Files to patient page, all in this browser: no request carries anything of them. */
export function Upload() {
  const state = useStore(upload.store);
  const record =
    state.status === 'read' && state.chosen !== null ? state.upload.records[state.chosen] : undefined;
  if (state.status === 'read' && record)
    return (
      <>
        <UploadBar several={state.upload.records.length > 1} />
        <PatientPage key={state.chosen} record={record} />
        <FileIssues state={state} />
      </>
    );
  return (
    <Page simulated={isSimulated(state)}>
      <PageHeader
        title="Upload"
        description="Open FHIR R4 files in this browser. Nothing is sent anywhere, and nothing is kept when the tab closes."
      />
      <FilePicker onFiles={upload.read} compact={state.status === 'read'} />
      <Outcome state={state} />
    </Page>
  );
}

const isSimulated = (state: UploadState): boolean =>
  state.status === 'read' && state.upload.records.some(({ patient }) => patient.simulated);

function Outcome({ state }: { state: UploadState }) {
  if (state.status === 'reading')
    return (
      <Panel>
        <ProgressBar
          label={`Reading ${state.file}`}
          value={state.files > 1 ? state.done : null}
          max={state.files}
          text={`${state.done} of ${state.files} files done`}
          onCancel={upload.purge}
        />
      </Panel>
    );
  if (state.status === 'failed')
    return (
      <Panel>
        <StateMessage
          kind="error"
          icon={<IconAlertTriangle size={26} stroke={1.6} />}
          title="The files could not be read"
        >
          {state.reason}
        </StateMessage>
      </Panel>
    );
  if (state.status === 'empty') return null;
  return (
    <>
      <FoundPatients records={state.upload.records} onChoose={upload.choose} onPurge={upload.purge} />
      <Panel title="What was left out, and why" description={`From ${countText(state.files)}.`}>
        <LeftOut state={state} />
      </Panel>
    </>
  );
}

const countText = (files: number): string => `${files} file${files === 1 ? '' : 's'}`;

function LeftOut({ state }: { state: Extract<UploadState, { status: 'read' }> }) {
  return state.upload.issues.length === 0 ? (
    <>Every resource in the files could be read.</>
  ) : (
    <IssueList issues={state.upload.issues} open={state.upload.records.length === 0} />
  );
}

function FileIssues({ state }: { state: Extract<UploadState, { status: 'read' }> }) {
  return (
    <div className="no-print">
      <Page>
        <Panel title="Files" description="What was left out while the files were read, and why.">
          <LeftOut state={state} />
        </Panel>
      </Page>
    </div>
  );
}

/** Stays above the patient page: where the record comes from and how to be rid of it. */
function UploadBar({ several }: { several: boolean }) {
  return (
    <aside className={classes.bar} aria-label="Uploaded record">
      <p className={classes.origin}>
        <IconFileUpload size={16} stroke={1.7} aria-hidden />
        Uploaded record, held in this tab’s memory only
      </p>
      {several ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={() => upload.choose(null)}
        >
          All patients
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={upload.purge}
      >
        Purge from memory
      </Button>
    </aside>
  );
}
