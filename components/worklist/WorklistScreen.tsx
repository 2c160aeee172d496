'use client';

import { Button, NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Archive } from '#components/imaging/study-images.ts';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { PatientGroups } from '#lib/worklist/worklist-answers.ts';
import { renewedFrom } from './not-read-text.ts';
import { PictureProgress } from './PictureProgress.tsx';
import { tabPictures } from './page-pictures.ts';
import type { PictureReading } from './picture-reading.ts';
import { tabWorklist, type WorklistServer } from './session.ts';
import { useEntries } from './use-entries.ts';
import { viewState } from './view-state.ts';
import classes from './Worklist.module.css';
import { WorklistProgress } from './WorklistProgress.tsx';
import { WorklistTable } from './WorklistTable.tsx';
import type { Worklist, WorklistState } from './worklist-state.ts';

/** The tab's list, gone on with; leaving the screen stops what is still under way. */
function useWorklist(server: WorklistServer, chunkSize: number, first: PatientGroups | null) {
  const [worklist] = useState(() => tabWorklist(server, chunkSize, first));
  useEffect(() => {
    void worklist.open();
    return worklist.cancel;
  }, [worklist]);
  return worklist;
}

/** Pictures of the list, read while nothing else is wanted; `null`: there is no archive that holds any. */
function usePictures(worklist: Worklist, archive: Archive): PictureReading | null {
  const [reading] = useState(() => (archive === 'hospital' ? tabPictures(worklist) : null));
  useEffect(() => {
    reading?.enter(patientsInView);
    return reading?.leave;
  }, [reading]);
  return reading;
}

/** Ids of the patients whose rows can be seen now. */
const patientsInView = (): ReadonlySet<string> =>
  new Set(
    [...document.querySelectorAll<HTMLElement>('[data-patient]')].flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const { patient } = row.dataset;
      return patient !== undefined && bottom > 0 && top < window.innerHeight ? [patient] : [];
    }),
  );

const NO_PICTURES = createStore(() => ({ patientId: null }));

/** The group that the demo hospital chose by its risks. */
const DEMO_WARD = 'hf';

type WorklistScreenProps = WorklistServer & {
  /** Who there is to list, drawn with the page; `null`: it is read by the browser. */
  readonly first: PatientGroups | null;
  /** The list is known to hold simulated patients before the first of them has arrived. */
  readonly simulated: boolean;
  /** Patients on one page: their charts are read when the page is looked at. */
  readonly pageSize: number;
  /** Charts in one request: few enough that the first risks come early. */
  readonly chunkSize: number;
  /** Where the pictures of the charts are. */
  readonly archive: Archive;
};

/** All patients with the risk that this browser computes for each. */
export function WorklistScreen(props: WorklistScreenProps) {
  const { first, list, readRows, simulated, pageSize, chunkSize, archive } = props;
  const worklist = useWorklist({ list, readRows }, chunkSize, first);
  const { store, cancel, run, choose, show, see } = worklist;
  const pictures = usePictures(worklist, archive);
  const pictured = useStore(pictures?.store ?? NO_PICTURES, ({ patientId }) => patientId);
  const state = useStore(store);
  const entries = useEntries(state);
  const reading = useMemo(() => readingOf(state), [state]);
  const changed = entries.filter((entry) => renewedFrom(entry, state.bands) !== null).length;
  const onOpen = useCallback((id: string) => see([id]), [see]);
  const onShow = useCallback((ids: readonly string[]) => void show(ids), [show]);
  return (
    <Page simulated={simulated || entries.some(({ patient }) => patient.simulated)}>
      <PageHeader
        title="Worklist"
        description={
          <>
            30-day heart-failure readmission risk from discharge, computed in this browser.
            {simulated && (state.group ?? DEMO_WARD) === DEMO_WARD ? (
              <span className={classes.demo}>
                {' '}
                This demo ward was chosen so that more are at high risk than in a cohort.
              </span>
            ) : null}
          </>
        }
        actions={
          <>
            <GroupChoice
              state={state}
              onChoose={(group) => {
                viewState.setState({ page: 1 });
                choose(group);
              }}
            />
            <Button
              variant="default"
              disabled={isBusy(state)}
              leftSection={<IconRefresh size={16} stroke={1.8} aria-hidden />}
              onClick={() => void run()}
            >
              Read again
            </Button>
          </>
        }
      />
      <WorklistProgress state={state} onCancel={cancel}>
        {pictures ? <PictureProgress reading={pictures} changed={changed} onSeen={() => see()} /> : null}
      </WorklistProgress>
      <Trouble state={state} onRetry={() => void run()} />
      {entries.length > 0 ? (
        <WorklistTable
          key={state.group}
          entries={entries}
          bands={state.bands}
          pageSize={pageSize}
          reading={reading}
          onShow={onShow}
          pictured={pictured}
          onOpen={onOpen}
        />
      ) : state.status === 'listing' ? (
        <div className={classes.listing} />
      ) : null}
      <Incomplete state={state} />
    </Page>
  );
}

const isBusy = ({ status }: WorklistState): boolean => status === 'listing' || status === 'reading';

const readingOf = (state: WorklistState): ReadonlySet<string> => new Set(isBusy(state) ? state.wanted : []);

/** Which patients are listed, where there are several kinds of them; its room is kept, so that the button beside it stays. */
function GroupChoice({
  state: { groups, group },
  onChoose,
}: {
  state: WorklistState;
  onChoose: (group: string) => void;
}) {
  return (
    <NativeSelect
      aria-label="Patients"
      className={groups.length < 2 ? (classes.absent ?? '') : ''}
      data={groups.map(({ id, label, patients }) => ({
        value: id,
        label: `${label} (${patients.length})`,
      }))}
      value={group ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}

/** Who is not on the list, and why. */
function Incomplete({ state: { truncated, groups, issues } }: { state: WorklistState }) {
  const listed = groups.reduce((sum, { patients }) => sum + patients.length, 0);
  if (!truncated && issues.length === 0) return null;
  return (
    <Panel title="Not on this list">
      {truncated ? <p>The FHIR server has more patients; the list was made of the first {listed}.</p> : null}
      <IssueList issues={issues} />
    </Panel>
  );
}

function Trouble({ state, onRetry }: { state: WorklistState; onRetry: () => void }) {
  const { status, reason, modelFailure, groups } = state;
  if (status === 'idle' && groups.length === 0)
    return (
      <Panel>
        <StateMessage icon={<IconAlertTriangle size={24} stroke={1.6} />} title="No patients">
          The FHIR server was read and holds no patient.
        </StateMessage>
      </Panel>
    );
  const title = status === 'failed' ? 'The worklist is incomplete' : 'No scores: the model could not be run';
  const text = status === 'failed' ? reason : modelFailure;
  if (!text) return null;
  return (
    <Panel>
      <StateMessage
        kind="error"
        icon={<IconAlertTriangle size={24} stroke={1.6} />}
        title={title}
        actions={
          <Button size="sm" variant="default" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {text}
      </StateMessage>
    </Panel>
  );
}
