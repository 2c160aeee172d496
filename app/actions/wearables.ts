'use server';

import { latestWeek } from '#lib/modalities/wearables/latest-week.ts';
import { wearables } from '#lib/modalities/wearables/modality.ts';
import type { WearablesOutcome } from '#lib/modalities/wearables/wearables-outcome.ts';
import { openedChart } from '#lib/server/page-charts.ts';
import { answer } from './answer.ts';

/** The latest seven days of one patient's wearables, as typed arrays. `id` is the FHIR logical id. */
export async function loadWearables(id: string): Promise<WearablesOutcome> {
  if (typeof id !== 'string') return { ok: false, reason: 'A patient is named by a FHIR logical id.' };
  return answer(async (session) => {
    const { chart, issues: unread } = await openedChart(session, id);
    if (!chart) return { ok: false, reason: unread[0]?.message ?? 'There is no such patient.' };
    const { slice, issues } = wearables.parse(chart);
    return { ok: true, patientId: id, slice: slice ? latestWeek(slice) : null, issues };
  });
}
