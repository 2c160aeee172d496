import type { Metadata } from 'next';
import { WorklistScreen } from '#components/worklist/WorklistScreen.tsx';
import { environment } from '#lib/server/env.ts';
import { listWorklist, readWorklistRows } from './actions/worklist.ts';

export const metadata: Metadata = { title: 'Worklist' };

/** A ward on one page. Each chart of a FHIR server is several requests to a busy system, so there fewer are read at once. */
const PAGE_SIZE = { embedded: 50, server: 25 };

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
