'use server';

import { isModalityId, type ModalityId } from '#lib/modalities/index.ts';
import { readers } from '#lib/modalities/record.ts';
import type { SliceOutcome } from '#lib/modalities/slice-outcome.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { landmarksOf } from '#lib/models/readmission/landmark.ts';
import { chartFiles } from '#lib/server/chart-files.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { openedChart } from '#lib/server/page-charts.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { answer } from './answer.ts';

/**
 * One modality of one patient's chart, as a page draws it: what the page's own record came without.
 *
 * @param id the FHIR logical id
 */
export async function loadSlice<Id extends ModalityId>(id: string, modality: Id): Promise<SliceOutcome<Id>> {
  // An action's arguments come from the network, whatever their type says.
  if (typeof id !== 'string' || typeof modality !== 'string' || !isModalityId(modality))
    return { ok: false, reason: 'A patient is named by a FHIR logical id, and a kind of data by its name.' };
  return answer(async (session) => {
    const { chart, issues } = await openedChart(session, id);
    if (!chart) return { ok: false, reason: issues[0]?.message ?? 'There is no such patient.' };
    const files = chartFiles(chart.patient.id ?? id, chartSource());
    const record = await readWholeRecord(chart, files, { ids: [modality], siteMap: siteMap() });
    const slice = record.slices[modality];
    const { excerpt = (whole) => whole } = readers[modality];
    return {
      ok: true,
      patientId: id,
      modality,
      slice: slice === undefined ? null : excerpt(slice, landmarksOf(record)),
      issues: record.issuesOf?.[modality] ?? [],
    };
  });
}
