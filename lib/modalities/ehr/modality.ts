import { defineModality } from '#lib/contract/modality.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { IssueTally } from '#lib/fhir/issue-tally.ts';
import { birthDateOf, sexOf } from '../header.ts';
import { readTimeline } from '../timeline.ts';
import { readAllergies } from './allergies.ts';
import { readStays } from './encounters.ts';
import { ehrDescription } from './features.ts';
import { readMedications } from './medications.ts';
import { readSeries } from './observations.ts';
import { readConditions } from './problems.ts';
import { readProcedures } from './procedures.ts';
import type { EhrSlice } from './slice.ts';
import { readVisits } from './visits.ts';

/** Labs, vital signs, stays, problems and drugs of a chart. Loads the unit tables: screens import `features.ts`. */
export const ehr = defineModality<Chart, EhrSlice>({
  ...ehrDescription,
  parse: (chart) => {
    const tally = new IssueTally();
    const timeline = readTimeline(chart);
    const stays = readStays(chart, timeline, tally);
    const slice: EhrSlice = {
      birthDate: birthDateOf(chart.patient),
      sex: sexOf(chart.patient),
      series: readSeries(chart, timeline, tally),
      ...stays,
      conditions: readConditions(chart, timeline, tally),
      procedures: readProcedures(chart),
      medications: readMedications(chart, timeline, tally),
      allergies: readAllergies(chart),
      visits: readVisits(chart, stays.stays),
    };
    const issues = tally.issues().toSorted((a, b) => (a.message < b.message ? -1 : 1));
    return { slice, issues };
  },
});
