import type { Metadata } from 'next';
import { SimilarScreen } from '#components/similar/SimilarScreen.tsx';
import { environment } from '#lib/server/env.ts';
import { preloadCohort } from './preload-cohort.ts';

export const metadata: Metadata = { title: 'Similar patients' };

export default function CohortRoute() {
  preloadCohort(null);
  return <SimilarScreen patient={null} simulated={environment().fhir === null} />;
}
