'use server';

import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { completeRecord } from '#lib/modalities/genomics/complete-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { genomicKnowledge } from '#lib/server/genomic-knowledge.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';
import { isTagged } from './tagged-error.ts';

export type PatientOutcome =
  | { readonly ok: true; readonly record: PatientRecord<Slices> }
  | { readonly ok: false; readonly reason: string };

/** One patient's chart, read into the record that the browser scores and draws. `id` is the FHIR logical id. */
export async function loadPatient(id: string): Promise<PatientOutcome> {
  if (typeof id !== 'string') return { ok: false, reason: 'A patient is named by a FHIR logical id.' };
  try {
    await requireSession();
    const source = chartSource();
    const { chart, issues } = await source.fetchChart(id);
    if (!chart) return { ok: false, reason: issues[0]?.message ?? 'There is no such patient.' };
    const record = await completeRecord(readRecord(chart), {
      binary: source.readBinary,
      knowledge: genomicKnowledge.get,
    });
    return { ok: true, record: { ...record, issues: [...issues, ...record.issues] } };
  } catch (error) {
    if (isTagged(error)) return { ok: false, reason: error.message };
    throw error;
  }
}
