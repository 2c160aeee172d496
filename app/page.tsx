import type { Metadata } from 'next';
import { WorklistScreen } from '#components/worklist/WorklistScreen.tsx';
import { environment } from '#lib/server/env.ts';
import { listWorklist, readWorklistRows } from './actions/worklist.ts';

export const metadata: Metadata = { title: 'Worklist' };

export default function WorklistPage() {
  return (
    <WorklistScreen list={listWorklist} readRows={readWorklistRows} simulated={environment().fhir === null} />
  );
}
