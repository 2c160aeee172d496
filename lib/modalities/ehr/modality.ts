import { defineModality } from '#lib/contract/modality.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { IssueTally } from '#lib/fhir/issue-tally.ts';
import { birthDateOf, sexOf } from '../header.ts';
import { readTimeline } from '../timeline.ts';
import { readStays } from './encounters.ts';
import { ehrDescription } from './features.ts';
import { readMedications } from './medications.ts';
import { readSeries } from './observations.ts';
import { readConditions } from './problems.ts';
import type { EhrSlice } from './slice.ts';

/** Labs, vital signs, stays, problems and drugs of a chart. Loads the unit tables: screens import `features.ts`. */
export const ehr = defineModality<Chart, EhrSlice>({
  ...ehrDescription,
  parse: (chart) => {
    const tally = new IssueTally();
    const timeline = readTimeline(chart);
    const slice: EhrSlice = {
      birthDate: birthDateOf(chart.patient),
      sex: sexOf(chart.patient),
      series: readSeries(chart, timeline, tally),
      ...readStays(chart, timeline, tally),
      conditions: readConditions(chart, timeline, tally),
      medications: readMedications(chart, timeline, tally),
    };
    const issues = tally.issues().toSorted((a, b) => (a.message < b.message ? -1 : 1));
    return { slice, issues };
  },
});
