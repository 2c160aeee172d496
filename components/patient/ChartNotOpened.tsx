import { IconUserOff } from '@tabler/icons-react';
import Link from 'next/link';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';

/** The page of a patient whose chart could not be opened, and why. */
export function ChartNotOpened({ title, reason }: { readonly title: string; readonly reason: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <Panel>
        <StateMessage
          kind="error"
          icon={<IconUserOff size={26} stroke={1.6} />}
          title="The chart could not be opened"
          actions={<Link href="/">Back to the worklist</Link>}
        >
          {reason}
        </StateMessage>
      </Panel>
    </Page>
  );
}
