'use client';

import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';

type ErrorPageProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** A defect or a broken installation. The digest finds it in the server's log; the message stays out of sight. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <Page>
      <Panel>
        <StateMessage
          page
          kind="error"
          icon={<IconAlertTriangle size={28} stroke={1.6} />}
          title="This page could not be shown"
          actions={<Button onClick={reset}>Try again</Button>}
        >
          <p>Nothing is shown instead of it, so that no old or partial score is taken for a current one.</p>
          {error.digest ? <p>Reference for the log: {error.digest}</p> : null}
        </StateMessage>
      </Panel>
    </Page>
  );
}
