'use server';

import type { Issue } from '#lib/clinical/issue.ts';
import { READ_FIRST } from '#lib/modalities/read-first.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { type ChartSource, chartSource } from '#lib/server/chart-source.ts';
import { manifestOf } from '#lib/server/model-manifests.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { groupPatients } from '#lib/worklist/patient-groups.ts';
import type { PatientGroups, WorklistChunk } from '#lib/worklist/worklist-answers.ts';
import { toWorklistRow } from '#lib/worklist/worklist-row.ts';
import { answer } from './answer.ts';

/** More in one call would keep the browser waiting for its first risks. */
const MOST_PER_CALL = 100;
/** Charts asked for at the same time: enough to hide the network, few enough to spare the server. */
const AT_ONCE = 6;

/** Who there is to list, by group: FHIR logical ids in the server's order. */
export async function listWorklist(): Promise<PatientGroups> {
  return answer(async () => {
    const { patients, truncated } = await chartSource().listPatients();
    return { ok: true, groups: groupPatients(patients), truncated };
  });
}

/** The rows of some patients, with the model's input of each; whole charts stay here. */
export async function readWorklistRows(ids: readonly string[]): Promise<WorklistChunk> {
  if (!isIdList(ids)) return { ok: false, reason: 'A worklist is asked for by FHIR logical ids.' };
  return answer(async () => {
    const source = chartSource();
    const chunk: { rows: Row[]; issues: Issue[] } = { rows: [], issues: [] };
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const read = await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => readRow(source, id)));
      for (const { row, issues } of read) {
        if (row) chunk.rows.push(row);
        else chunk.issues.push(...issues);
      }
    }
    return { ok: true, ...chunk };
  });
}

type Row = ReturnType<typeof toWorklistRow>;

// An action's arguments come from the network, whatever their type says.
const isIdList = (ids: unknown): ids is readonly string[] =>
  Array.isArray(ids) && ids.length <= MOST_PER_CALL && ids.every((id) => typeof id === 'string');

async function readRow(source: ChartSource, id: string) {
  const { chart, issues } = await source.fetchChart(id);
  if (!chart) return { row: null, issues };
  const manifest = await manifestOf(readmission.id);
  if (manifest.kind !== 'survival')
    throw new TypeError(`${readmission.id} is no model of a time to an event`);
  const record = readRecord(chart, READ_FIRST, siteMap());
  return { row: toWorklistRow({ ...record, issues: [...issues, ...record.issues] }, manifest), issues };
}
