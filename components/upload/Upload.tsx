'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { warmViewer } from '#components/imaging/warm-viewer.ts';
import { mergeUnread } from '#components/patient/unread-rows.ts';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { whenSomebodyIsHere } from '#components/ui/when-somebody-is-here.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { imagesOf, picturesOfChart } from '#lib/intake/match-images.ts';
import type { ReadUpload } from '#lib/intake/read-upload.ts';
import type { Slices } from '#lib/modalities/index.ts';
import arrival from './Arrival.module.css';
import { FilePicker } from './FilePicker.tsx';
import { FoundPatients } from './FoundPatients.tsx';
import { LeftOut } from './LeftOut.tsx';
import { PatientImages } from './PatientImages.tsx';
import { Samples } from './Samples.tsx';
import { purge, upload } from './session.ts';
import { isOneStudy } from './study-pictures.ts';
import { UploadBar } from './UploadBar.tsx';
import type { UploadState } from './upload-store.ts';
import { useArrival } from './use-arrival.ts';

type Chart = PatientRecord<Slices>;

const UnreadCodes = dynamic(() =>
  import('#components/patient/UnreadCodes.tsx').then((module) => module.UnreadCodes),
);

const FoundGenomes = dynamic(() => import('./FoundGenomes.tsx').then((module) => module.FoundGenomes));

const FoundWearables = dynamic(() => import('./FoundWearables.tsx').then((module) => module.FoundWearables));

const loadFoundImages = () => import('./FoundImages.tsx').then((module) => module.FoundImages);
const FoundImages = dynamic(loadFoundImages);

const PatientPage = dynamic(() =>
  import('#components/patient/PatientPage.tsx').then((module) => module.PatientPage),
);

/** Files to patient page, all in this browser: no request carries anything of them. */
export function Upload({ siteMap }: { readonly siteMap: LoadedSiteMap | null }) {
  const state = useStore(upload.store);
  const record =
    state.status === 'read' && state.chosen !== null ? state.upload.records[state.chosen] : undefined;
  const busy = state.status === 'reading';
  const shown = useArrival<HTMLElement>(viewOf(state), !busy);
  const choosing = state.status === 'empty';
  // While files are still being chosen, so that none waits for its reader and no picture for its viewer; not while one is drawn.
  useEffect(() => (choosing ? whenSomebodyIsHere(warmUp) : undefined), [choosing]);
  if (state.status === 'read' && record)
    return (
      <section ref={shown} tabIndex={-1} className={arrival.arrival} aria-label="Patient of the files">
        <UploadBar several={isSeveral(state.upload)} sample={state.sample} />
        <UploadedPatient key={state.chosen} record={record} upload={state.upload} />
        <FoundGenomes state={state} of={state.chosen} />
        <FoundWearables state={state} of={state.chosen} />
        <ChartImages record={record} upload={state.upload} />
        <FileIssues state={state} />
      </section>
    );
  return (
    <Page simulated={isSimulated(state)}>
      <PageHeader
        title="Upload"
        description="Open FHIR R4, DICOM, genotype and wearable files in this browser. Nothing is sent anywhere, and nothing is kept when the tab closes."
      />
      <FilePicker onFiles={(files) => upload.read(files, siteMap)} compact={state.status === 'read'} />
      <Samples onSample={(name) => void upload.readSample(name, siteMap)} />
      <section
        ref={shown}
        tabIndex={-1}
        className={arrival.arrival}
        data-status={state.status}
        aria-label="What the files hold"
      >
        <Outcome state={state} />
      </section>
    </Page>
  );
}

function warmUp(): void {
  upload.warm();
  void loadFoundImages().catch(() => undefined);
  void warmViewer();
}

/** Names what stands on the page: one of several lists or patients, the work, or what went wrong. */
const viewOf = (state: UploadState): string =>
  state.status === 'read' ? `read ${state.chosen ?? 'all'}` : state.status;

const othersIn = ({ patients, genomes, wearables }: ReadUpload): number =>
  patients.length + genomes.length + wearables.length;

const isSeveral = (found: ReadUpload): boolean => found.records.length > 1 || othersIn(found) > 0;

const isSimulated = (state: UploadState): boolean =>
  state.status === 'read' && (state.sample || state.upload.records.some(({ patient }) => patient.simulated));

function Outcome({ state }: { state: UploadState }) {
  if (state.status === 'reading')
    return (
      <Panel>
        <ProgressBar
          label={`Reading ${state.file}`}
          value={state.files > 1 ? state.done : null}
          max={state.files}
          text={`${state.done} of ${state.files} files done`}
          onCancel={purge}
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
  const { records, patients, sources, genomes, unreadableGenomes, wearables } = state.upload;
  return (
    <>
      {records.length > 0 || othersIn(state.upload) === 0 ? (
        <FoundPatients records={records} onChoose={upload.choose} />
      ) : null}
      {genomes.length + unreadableGenomes.length > 0 ? <FoundGenomes state={state} of={null} /> : null}
      {wearables.length > 0 ? <FoundWearables state={state} of={null} /> : null}
      {patients.length > 0 ? (
        <FoundImages
          patients={patients}
          sources={sources}
          records={records}
          opened={isOneStudy(state.upload)}
          onChart={upload.choose}
        />
      ) : null}
      <Panel title="What was left out, and why" description={`From ${countText(state.files)}.`}>
        <LeftOut state={state} />
      </Panel>
      <UnreadCodes codes={mergeUnread(records.map(({ unread = [] }) => unread))} />
    </>
  );
}

function UploadedPatient({ record, upload: { patients, sources } }: { record: Chart; upload: ReadUpload }) {
  const pictures = useMemo(
    () => picturesOfChart(record.patient, patients, sources),
    [record, patients, sources],
  );
  const ports = useMemo(() => ({ pictures }), [pictures]);
  return <PatientPage record={record} ports={ports} />;
}

/** Pictures that bear the number of the chart above them. */
function ChartImages({ record, upload: { patients, sources } }: { record: Chart; upload: ReadUpload }) {
  const groups = imagesOf(record.patient, patients);
  if (groups.length === 0) return null;
  return (
    <div className="no-print">
      <Page>
        <Panel
          title="Pictures in the same files"
          description="Their Patient ID is this chart’s record number; birth date and sex do not contradict it."
        >
          {groups.map((group) => (
            <PatientImages key={group.key} group={group} sources={sources} />
          ))}
        </Panel>
      </Page>
    </div>
  );
}

const countText = (files: number): string => `${files} file${files === 1 ? '' : 's'}`;

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
