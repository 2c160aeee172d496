import { daysBetween, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Admission, PatientRecord } from '#lib/contract/patient-record.ts';
import type { ConditionEntry, EhrSlice } from '#lib/modalities/ehr/slice.ts';
import { indexStay } from '#lib/modalities/ehr/stays.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { FollowUp, Outcome } from './profile.ts';

/** Of the stay by its encounter; where none is named, by the day on which it was written down. */
function isOfStay({ encounter, since }: ConditionEntry, { reference, start, end }: Admission): boolean {
  if (encounter === reference) return true;
  if (since === null || end === null) return false;
  return !isAfter(start, since) && !isAfter(since, end);
}

/** What the ward wrote down of a stay, as certain: each code once, in the order of the chart. */
function diagnosesOf({ conditions }: EhrSlice, stay: Admission): Outcome['diagnoses'] {
  const found = conditions
    .filter((one) => one.certainty === 'confirmed' && one.doubt === null && isOfStay(one, stay))
    .map(({ coding, label }) => ({
      system: coding?.system ?? '',
      code: coding?.code ?? label,
      display: label,
    }));
  return [...new Map(found.map((one) => [`${one.system}|${one.code}`, one])).values()];
}

/** The earliest of some times that is not before the discharge. */
const firstFrom = (times: readonly (Moment | null | undefined)[], from: Moment): Moment | null =>
  times
    .filter((time): time is Moment => time !== null && time !== undefined && !isAfter(from, time))
    .toSorted((a, b) => a.ms - b.ms)[0] ?? null;

/** From a discharge to the next stay or to death, whichever was first; else to the chart's latest entry. */
function followUpOf(record: PatientRecord<Slices>, ehr: EhrSlice, stay: Admission): FollowUp | null {
  const { end, disposition } = stay;
  if (end === null) return null;
  if (disposition === 'died') return { days: 0, event: 'death' };
  const died = firstFrom([record.patient.died, ...ehr.deaths.map(({ time }) => time)], end);
  const back = firstFrom(
    ehr.stays.filter(({ start }) => start.ms > stay.start.ms).map(({ start }) => start),
    end,
  );
  const days = (to: Moment) => Math.max(0, Math.round(10 * daysBetween(end, to)) / 10);
  if (back && (died === null || back.ms <= died.ms)) return { days: days(back), event: 'readmission' };
  if (died) return { days: days(died), event: 'death' };
  return { days: record.latest ? days(record.latest) : 0, event: null };
}

/**
 * What became of a patient: the diagnoses that the stay before a landmark ended with, and how it went on after it. It is read
 * from the whole chart, whatever its date; no distance ever reads it.
 */
export function outcomeOf(record: PatientRecord<Slices>, { at }: Landmark): Outcome {
  const { ehr } = record.slices;
  const stay = ehr && at && indexStay(ehr.stays, at);
  if (!ehr || !stay) return { diagnoses: [], followUp: null };
  return { diagnoses: diagnosesOf(ehr, stay), followUp: followUpOf(record, ehr, stay) };
}
