'use client';

import { Button, NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { readmission } from '#components/scoring/readmission.ts';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { toEntry } from './entries.ts';
import { WorklistProgress } from './WorklistProgress.tsx';
import { WorklistTable } from './WorklistTable.tsx';
import { createWorklist, type WorklistSources, type WorklistState } from './worklist-store.ts';

type Server = Pick<WorklistSources, 'list' | 'readRows'>;

const start = (server: Server) =>
  createWorklist({
    ...server,
    loadScreen: async () => {
      const [{ screen }, predictor] = await Promise.all([
        import('#lib/fusion/screen.ts'),
        readmission.load(),
      ]);
      return (rows) => screen(rows, predictor);
    },
    onMeasured: readmission.measured,
  });

/** Reads the list once per visit; leaving the screen stops what is still under way. */
function useWorklist(server: Server) {
  const [worklist] = useState(() => start(server));
  useEffect(() => {
    void worklist.run();
    return worklist.cancel;
  }, [worklist]);
  return worklist;
}

type WorklistScreenProps = Server & {
  /** The list is known to hold simulated patients before the first of them has arrived. */
  readonly simulated: boolean;
};

/** All patients with the risk that this browser computes for each. */
export function WorklistScreen({ list, readRows, simulated }: WorklistScreenProps) {
  const { store, cancel, run, choose } = useWorklist({ list, readRows });
  const state = useStore(store);
  const entries = useMemo(
    () => state.rows.map((row) => toEntry(row, state.risks.get(row.patient.id) ?? null)),
    [state.rows, state.risks],
  );
  return (
    <Page simulated={simulated || state.rows.some(({ patient }) => patient.simulated)}>
      <PageHeader
        title="Worklist"
        description="30-day heart-failure readmission risk from discharge, computed in this browser."
        actions={
          <>
            <GroupChoice state={state} onChoose={(group) => void choose(group)} />
            {state.status === 'reading' ? null : (
              <Button
                variant="default"
                leftSection={<IconRefresh size={16} stroke={1.8} aria-hidden />}
                onClick={() => void run()}
              >
                Read again
              </Button>
            )}
          </>
        }
      />
      <WorklistProgress state={state} onCancel={cancel} />
      <Trouble state={state} onRetry={() => void run()} />
      {entries.length > 0 ? <WorklistTable entries={entries} pending={state.status === 'reading'} /> : null}
      <Incomplete state={state} />
    </Page>
  );
}

/** Which patients are listed, where there are several kinds of them. */
function GroupChoice({
  state: { groups, group },
  onChoose,
}: {
  state: WorklistState;
  onChoose: (group: string) => void;
}) {
  if (groups.length < 2) return null;
  return (
    <NativeSelect
      aria-label="Patients"
      data={groups.map(({ id, label, ids }) => ({ value: id, label: `${label} (${ids.length})` }))}
      value={group ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}

/** Who is not on the list, and why. */
function Incomplete({ state: { truncated, groups, issues } }: { state: WorklistState }) {
  const listed = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  if (!truncated && issues.length === 0) return null;
  return (
    <Panel title="Not on this list">
      {truncated ? <p>The FHIR server has more patients; the list was made of the first {listed}.</p> : null}
      <IssueList issues={issues} />
    </Panel>
  );
}

function Trouble({ state, onRetry }: { state: WorklistState; onRetry: () => void }) {
  const { status, reason, modelFailure, rows } = state;
  if (status === 'done' && rows.length === 0)
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
