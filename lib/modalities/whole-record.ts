import type { Issue } from '#lib/clinical/issue.ts';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Files } from '#lib/contract/files.ts';
import type { Modality } from '#lib/contract/modality.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { referenceTo } from '#lib/fhir/elements.ts';
import { type ModalityId, modalities, modalityIds, type Slices } from './index.ts';
import { readers, readRecord } from './record.ts';

/** The files that came with a chart, as in a bundle that is whole by itself. */
export const binariesOf =
  (chart: Chart): Files['binary'] =>
  async (reference) =>
    chart.all('Binary').find((binary) => referenceTo(binary) === reference) ?? null;

const incomplete = (id: ModalityId, thrown: unknown): Issue => {
  const what = `${modalities[id].label}: what lies beside the chart was not read`;
  const message = failureSentence(what, thrown);
  return isTagged(thrown)
    ? { code: 'file-unreadable', severity: 'warning', message: `${what}: ${message}` }
    : { code: 'program-fault', severity: 'error', message };
};

async function completeSlice<Id extends ModalityId>(
  slices: Partial<Slices>,
  id: Id,
  files: Files,
  signal: AbortSignal | undefined,
): Promise<readonly Issue[]> {
  const slice = slices[id];
  const { complete }: Modality<Chart, Slices[Id]> = readers[id];
  if (slice === undefined || !complete) return [];
  try {
    const completed = await complete(slice, files, signal);
    signal?.throwIfAborted();
    slices[id] = completed.slice;
    return completed.issues;
  } catch (cause) {
    signal?.throwIfAborted();
    return [incomplete(id, cause)];
  }
}

/**
 * The record with what its slices only point to. What cannot be had is an issue, and the rest stands; rejects with the
 * signal's reason when aborted. Files of another patient are a programmer's mistake: `TypeError`.
 */
export async function completeRecord(
  record: PatientRecord<Slices>,
  files: Files,
  signal?: AbortSignal,
): Promise<PatientRecord<Slices>> {
  if (files.patientId !== record.patient.id)
    throw new TypeError('The files at hand are those of another patient');
  const slices = { ...record.slices };
  const issues: Issue[] = [];
  const issuesOf = { ...record.issuesOf };
  for (const id of modalityIds) {
    const own = await completeSlice(slices, id, files, signal);
    if (own.length > 0) issuesOf[id] = [...(issuesOf[id] ?? []), ...own];
    issues.push(...own);
  }
  return { ...record, slices, issues: [...record.issues, ...issues], issuesOf };
}

export type Wanted = {
  /** What to read beside the health record; absent: all of it. */
  readonly ids?: readonly ModalityId[];
  /** What the hospital's own codes and units mean; `null`: nothing beyond the product's tables. */
  readonly siteMap: LoadedSiteMap | null;
  readonly signal?: AbortSignal;
};

/**
 * The one way from a chart and what lies beside it to a whole record: page, upload, command line and API take it.
 * A list of patients, which needs no files, stops at `readRecord`.
 */
export const readWholeRecord = (
  chart: Chart,
  files: Files,
  { ids = modalityIds, siteMap, signal }: Wanted,
): Promise<PatientRecord<Slices>> => completeRecord(readRecord(chart, ids, siteMap), files, signal);
