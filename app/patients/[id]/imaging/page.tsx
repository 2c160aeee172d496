import { IconUserOff } from '@tabler/icons-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { loadPatient } from '#app/actions/patient.ts';
import { ImagingScreen } from '#components/imaging/ImagingScreen.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';

// No name: titles end up in histories and on shared screens.
export const metadata: Metadata = { title: 'Pictures' };

export default async function ImagingRoute({ params }: { params: Promise<{ id: string }> }) {
  const outcome = await loadPatient((await params).id);
  if (outcome.ok) {
    // Half a megabyte of waveforms that this screen does not show.
    const { wearables: _waveforms, ...slices } = outcome.record.slices;
    return <ImagingScreen record={{ ...outcome.record, slices }} />;
  }
  return (
    <Page>
      <PageHeader title="Pictures" />
      <Panel>
        <StateMessage
          kind="error"
          icon={<IconUserOff size={26} stroke={1.6} />}
          title="The chart could not be opened"
          actions={<Link href="/">Back to the worklist</Link>}
        >
          {outcome.reason}
        </StateMessage>
      </Panel>
    </Page>
  );
}
