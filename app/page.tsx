import type { Metadata } from 'next';
import { WorklistScreen } from '#components/worklist/WorklistScreen.tsx';
import { environment } from '#lib/server/env.ts';
import { listWorklist, readWorklistRows } from './actions/worklist.ts';

export const metadata: Metadata = { title: 'Worklist' };

/** The embedded store reads a ward in a second; each chart of a FHIR server is several requests to a busy system. */
const PAGE_SIZE = { embedded: 200, server: 25 };

export default function WorklistPage() {
  const embedded = environment().fhir === null;
  return (
    <WorklistScreen
      list={listWorklist}
      readRows={readWorklistRows}
      simulated={embedded}
      pageSize={embedded ? PAGE_SIZE.embedded : PAGE_SIZE.server}
    />
  );
}
