'use server';

import type { Answer } from '#lib/clinical/answer.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { type ModalityId, modalityIds, type Slices } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { chartFiles } from '#lib/server/chart-files.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { openChart } from '#lib/server/page-charts.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { answer } from './answer.ts';

export type PatientOutcome = Answer<{ readonly record: PatientRecord<Slices> }>;

/**
 * One patient's chart, read into the record that the browser scores and draws.
 *
 * @param id the FHIR logical id
 * @param ids what to read beside the health record: what the page does not draw is neither parsed nor sent
 */
export async function loadPatient(id: string, ids: readonly ModalityId[]): Promise<PatientOutcome> {
  // An action's arguments come from the network, whatever their type says.
  if (typeof id !== 'string' || !Array.isArray(ids))
    return { ok: false, reason: 'A patient is named by a FHIR logical id.' };
  return answer(async (session) => {
    const { chart, issues } = await openChart(session, id);
    if (!chart) return { ok: false, reason: issues[0]?.message ?? 'There is no such patient.' };
    const wanted = modalityIds.filter((modality) => ids.includes(modality));
    const files = chartFiles(chart.patient.id ?? id, chartSource());
    const record = await readWholeRecord(chart, files, { ids: wanted, siteMap: siteMap() });
    return { ok: true, record: { ...record, issues: [...issues, ...record.issues] } };
  });
}
