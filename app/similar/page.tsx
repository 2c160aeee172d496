import type { Metadata } from 'next';
import { SimilarScreen } from '#components/similar/SimilarScreen.tsx';
import { environment } from '#lib/server/env.ts';

export const metadata: Metadata = { title: 'Similar patients' };

export default function CohortRoute() {
  return <SimilarScreen patient={null} simulated={environment().fhir === null} />;
}
