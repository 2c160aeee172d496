import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { packCohort } from '#components/similar/fixtures/pack-cohort.ts';
import { placedMembers } from '#components/similar/fixtures/placed-members.ts';
import { buildCohort, type CohortTable } from '#lib/similarity/cohort-table.ts';
import { similaritySpace } from '#lib/similarity/space.ts';

const SPACE = 'public/models/similarity/1/space.json';

/** The space that the page reads. */
const pageSpace = () => similaritySpace.parse(JSON.parse(readFileSync(SPACE, 'utf8')));

/** So many made-up patients as they are ranked. */
export function madeUpTable(count: number): CohortTable {
  const space = pageSpace();
  return buildCohort(space, 'made up', placedMembers(space, count)).table;
}

/** Whom the made-up patients are: nobody whose chart could be opened. */
const NOBODY = JSON.stringify({ patientId: 'nobody' });

/** Lets the page meet a cohort of made-up patients: what it draws then hangs on no index. */
export async function serveCohort(page: Page, count: number): Promise<void> {
  const space = pageSpace();
  // The first is asked about wherever somebody is.
  const bodyOf = (patient: number | null) =>
    JSON.stringify(packCohort(space, placedMembers(space, count), patient));
  const [beside, alone] = [bodyOf(0), bodyOf(null)];
  await page.route('**/api/similar/cohort*', (route) =>
    route.fulfill({
      contentType: 'application/json',
      body: route.request().url().includes('patient=') ? beside : alone,
    }),
  );
  await page.route('**/api/similar/members/*', (route) =>
    route.fulfill({ contentType: 'application/json', body: NOBODY }),
  );
}
