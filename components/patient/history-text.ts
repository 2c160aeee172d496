// Problems and medications in words: what the chart says, and what the model makes of it.
import { comorbidities, heartFailure } from '#lib/clinical/conditions.ts';
import { drugClasses } from '#lib/clinical/drug-classes.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { presenceIn } from '#lib/modalities/ehr/has-condition.ts';
import type { Intake } from '#lib/modalities/ehr/on-drug.ts';
import type { ConditionEntry, MedicationEntry } from '#lib/modalities/ehr/slice.ts';
import { dateText } from './moment-text.ts';

const labels = new Map<string, string>(
  [heartFailure, ...comorbidities, ...drugClasses].map(({ id, label }) => [id, label]),
);
const labelOf = (id: string) => labels.get(id) ?? id;

/** `stopped (kidney function)`. */
export const statusText = ({ status, reason }: Pick<MedicationEntry, 'status' | 'reason'>): string =>
  reason === null ? status : `${status} (${reason})`;

/** `taken at discharge`, `not taken at discharge: stopped`. */
export function intakeText({ on, because }: Intake, status: string, atName: string): string {
  if (on === 'yes') return `taken at ${atName}`;
  const reason = because === status ? '' : `: ${because}`;
  return on === 'no' ? `not taken at ${atName}${reason}` : `unclear at ${atName}${reason}`;
}

/** The model's inputs that an entry's drug belongs to. */
export const drugClassText = ({ classes }: Pick<MedicationEntry, 'classes'>): string =>
  classes.map(labelOf).join(', ') || '–';

/** `resolved`, with the day of its end where the chart states one. */
export const problemStatusText = ({ status, until }: ConditionEntry): string =>
  until ? `${status}, ended ${dateText(until)}` : status;

/** The model's inputs that a diagnosis counts for, and why it does not where it does not. */
export function problemModelText(
  entry: ConditionEntry,
  conditions: readonly ConditionEntry[],
  at: Moment | null,
): string {
  const inputs = entry.ids
    .filter((id) => labels.has(id))
    .map((id) => {
      const presence = at && presenceIn(id, entry, conditions, at);
      if (!presence || presence.present === 'yes') return labelOf(id);
      return 'because' in presence
        ? `${labelOf(id)}: unclear, because ${presence.because}`
        : `${labelOf(id)}: not counted`;
    });
  return inputs.join('; ') || '–';
}
