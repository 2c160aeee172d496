import { Button } from '@mantine/core';
import { IconAffiliate, IconAlertTriangle, IconDatabaseOff } from '@tabler/icons-react';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { CohortState } from './cohort-state.ts';

type CohortStateMessageProps = {
  readonly state: Exclude<CohortState, { status: 'ready' }>;
  readonly onRetry: () => void;
};

const ICON = { size: 26, stroke: 1.6 } as const;

/** What stands where the cohort would be: on its way, being indexed, not indexed, of another version, or not to be had. */
export function CohortStateMessage({ state, onRetry }: CohortStateMessageProps) {
  return (
    <Panel>
      <Message state={state} onRetry={onRetry} />
    </Panel>
  );
}

const counted = (done: number, all: number | null): string =>
  all === null
    ? `${done.toLocaleString('en-GB')} patients so far`
    : `${done.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} patients`;

function Message({ state, onRetry }: CohortStateMessageProps) {
  if (state.status === 'loading')
    return <ProgressBar label="Fetching the indexed patients" value={null} max={1} text="" />;
  if (state.status === 'indexing')
    return (
      <StateMessage icon={<IconAffiliate {...ICON} />} title="The patients are being indexed">
        <ProgressBar
          label="Indexing"
          value={state.all === null ? null : state.done}
          max={state.all ?? 1}
          text={counted(state.done, state.all)}
        />
      </StateMessage>
    );
  if (state.status === 'failed')
    return (
      <StateMessage
        kind="error"
        icon={<IconAlertTriangle {...ICON} />}
        title="The similar patients could not be fetched"
        actions={
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {state.reason}
      </StateMessage>
    );
  return (
    <StateMessage
      icon={<IconDatabaseOff {...ICON} />}
      title={state.status === 'not-indexed' ? 'Nobody is indexed yet' : 'The index is of another version'}
      actions={
        <Button variant="default" onClick={onRetry}>
          Look again
        </Button>
      }
    >
      <p>{state.reason}</p>
      <p>
        An index is made by <code>npx consilium index</code>.
      </p>
    </StateMessage>
  );
}
