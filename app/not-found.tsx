import { IconMapQuestion } from '@tabler/icons-react';
import Link from 'next/link';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';

export default function NotFound() {
  return (
    <Page>
      <Panel>
        <StateMessage
          page
          icon={<IconMapQuestion size={28} stroke={1.6} />}
          title="This page does not exist"
          actions={<Link href="/">Go to the worklist</Link>}
        >
          The address leads nowhere; the patient may also have been removed from the server.
        </StateMessage>
      </Panel>
    </Page>
  );
}
