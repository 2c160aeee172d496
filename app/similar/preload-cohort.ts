import { preload } from 'react-dom';
import { cohortAddress, SPACE_ADDRESS } from '#components/similar/cohort-addresses.ts';

/** Has the browser fetch a cohort beside the program that draws it, not after it. As `fetch` asks for it: else it would come twice. */
export function preloadCohort(patient: string | null): void {
  for (const address of [cohortAddress(patient), SPACE_ADDRESS])
    preload(address, { as: 'fetch', crossOrigin: 'anonymous' });
}
