import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { candidateViews } from './candidate-views.ts';
import { type Reading, readView } from './embed-record.ts';
import { shownOf } from './member.ts';
import { lineView, type ProfileLine } from './profile-lines.ts';

/** Reads all candidate inputs of a record as of a landmark, with its outcome. Rejects where `readEmbedding` does. */
export async function readLine(record: PatientRecord<Slices>, reading: Reading): Promise<ProfileLine> {
  const views: Record<string, ProfileLine['views'][string]> = {};
  const gaps: { view: string; detail: string }[] = [];
  for (const view of candidateViews) {
    const read = await readView(record, view, reading);
    if ('gap' in read) gaps.push({ view: view.id, detail: read.gap });
    else views[view.id] = lineView(read, 'network' in view);
  }
  const { ageBand, sex, outcome } = shownOf(record, reading.at);
  return {
    patient: record.patient.id,
    at: reading.at.at?.recorded ?? null,
    ageBand,
    sex,
    views,
    gaps,
    diagnoses: [...outcome.diagnoses],
    followUp: outcome.followUp,
  };
}
