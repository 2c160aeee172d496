import { DAY_MS, instant, type Moment } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Admission, PatientRecord } from '#lib/contract/patient-record.ts';
import { isIssue, readMoment } from '#lib/fhir/elements.ts';

/** A time that a reader chose: the model's own is replaced by it, and nothing else changes. */
export type ChosenTime =
  | { readonly kind: 'own' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'days-after'; readonly days: number }
  | { readonly kind: 'moment'; readonly at: Moment };

const MOST_DAYS = 365;
const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads `own`, `latest`, `+3d` or a FHIR date or dateTime with its zone.
 *
 * @returns a sentence when it is none of these
 */
export function readChosenTime(text: string): ChosenTime | string {
  if (text === 'own' || text === 'latest') return { kind: text };
  const [, days] = /^\+(\d+(?:\.\d+)?)d$/.exec(text) ?? [];
  if (days !== undefined && Number(days) <= MOST_DAYS) return { kind: 'days-after', days: Number(days) };
  const at = readMoment(text, 'time');
  if (!isIssue(at) && (at.precision === 'day' || ZONE.test(text))) return { kind: 'moment', at };
  return `Expected own, latest, +<days>d with up to ${MOST_DAYS} days, or a date and time with its zone.`;
}

/** What the landmark so many days after a discharge is called. */
export const dayAtHome = (days: number): string => `day ${days} at home`;

/** So many days after the discharge of the latest stay, whatever the model's own time is; a stay that goes on has no such day. */
function daysAfter(own: Landmark, admission: Admission | null, days: number): Landmark {
  const name = dayAtHome(days);
  if (own.at === null) return { ...own, name };
  if (admission?.end) return { at: instant(admission.end.ms + days * DAY_MS), name };
  return { at: null, name, because: withoutDischarge(admission) };
}

function withoutDischarge(admission: Admission | null): string {
  if (!admission) return 'No inpatient stay with readable dates is on the chart, so there is no day at home.';
  return admission.endUnknown === null
    ? 'The stay goes on, so there is no day at home yet.'
    : `When the latest inpatient stay ended is not known, because ${admission.endUnknown}.`;
}

/** The landmark that a chosen time means for one patient. `own`: the model's. */
export function chosenLandmark(
  chosen: ChosenTime,
  own: Landmark,
  { latest, admission }: PatientRecord<unknown>,
): Landmark {
  switch (chosen.kind) {
    case 'own':
      return own;
    case 'moment':
      return { at: chosen.at, name: 'the chosen time' };
    case 'days-after':
      return daysAfter(own, admission, chosen.days);
    case 'latest': {
      const name = 'latest entry';
      return latest ? { at: latest, name } : { at: null, name, because: 'Nothing on the chart has a date.' };
    }
  }
}
