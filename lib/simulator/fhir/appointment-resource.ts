import type { Appointment } from 'fhir/r4';
import { formatDateTime } from '../calendar.ts';
import type { FollowUp } from '../ehr/follow-up.ts';
import { hl7, referTo } from './reference.ts';

const CLINIC = 'Heart failure clinic';

/** What became of it by `nowMs`; a visit that is to come, or is under way, is booked. */
function statusOf({ fate, endMs }: FollowUp, nowMs: number): Appointment['status'] {
  if (fate === 'called-off') return 'cancelled';
  if (endMs > nowMs) return 'booked';
  return fate === 'kept' ? 'fulfilled' : 'noshow';
}

/** The visit after a discharge, as it stands at `nowMs`. */
export const appointmentResource = (patient: string, followUp: FollowUp, nowMs: number): Appointment => ({
  resourceType: 'Appointment',
  id: `${patient}-follow-up`,
  status: statusOf(followUp, nowMs),
  serviceType: [{ text: CLINIC }],
  appointmentType: hl7('v2-0276', 'FOLLOWUP'),
  description: CLINIC,
  start: formatDateTime(followUp.startMs),
  end: formatDateTime(followUp.endMs),
  participant: [{ actor: referTo('Patient', patient), status: 'accepted' }],
});
