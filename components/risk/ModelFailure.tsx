import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';

type ModelFailureProps = {
  readonly title: string;
  /** What there is not: `score` or `answer`. */
  readonly missing: string;
  /** A sentence. */
  readonly reason: string;
  readonly onRetry: () => void;
};

/** A model that could not be run, with its reason and a way to try again. */
export const ModelFailure = ({ title, missing, reason, onRetry }: ModelFailureProps) => (
  <Panel title={title}>
    <StateMessage
      kind="error"
      icon={<IconAlertTriangle size={22} />}
      title={`No ${missing}: the model could not be run`}
      actions={
        <Button size="sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {reason}
    </StateMessage>
  </Panel>
);
