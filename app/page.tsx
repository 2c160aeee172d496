import type { Metadata } from 'next';
import { WorklistScreen } from '#components/worklist/WorklistScreen.tsx';
import { atHand } from '#lib/server/at-hand.ts';
import { environment } from '#lib/server/env.ts';
import { hospitalArchive } from '#lib/server/imaging/hospital-archive.ts';
import { listWorklist, readWorklistRows } from './actions/worklist.ts';

export const metadata: Metadata = { title: 'Worklist' };

/** A ward on one page. Each chart of a FHIR server is several requests to a busy system, so there fewer are read at once. */
const READING = {
  embedded: { pageSize: 50, chunkSize: 25 },
  server: { pageSize: 25, chunkSize: 5 },
};

export default async function WorklistPage() {
  const embedded = environment().fhir === null;
  // A FHIR server may take seconds, and is asked once: by the browser.
  const first = embedded ? await atHand(listWorklist()) : null;
  return (
    <WorklistScreen
      first={first}
      list={listWorklist}
      readRows={readWorklistRows}
      simulated={embedded}
      archive={hospitalArchive()}
      {...(embedded ? READING.embedded : READING.server)}
    />
  );
}
