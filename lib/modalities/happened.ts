import { asText, codings, element } from '#lib/fhir/elements.ts';

/**
 * Statuses of FHIR R4 under which a resource tells of nothing that happened: it is to come, was called off, was not
 * done, holds no content yet, or is a mistake. They mean the same in every type that has them (encounter-status,
 * observation-status, event-status, medicationrequest-status and their kin).
 */
const NOT_HAPPENED = new Set([
  'booked',
  'cancelled',
  'declined',
  'draft',
  'entered-in-error',
  'intended',
  'not-done',
  'not-taken',
  'pending',
  'planned',
  'preparation',
  'proposed',
  'registered',
  'rejected',
  'waitlist',
]);

/** request-intent: somebody's suggestion, plan or option, and nobody's order. */
const NOT_ORDERED = new Set(['option', 'plan', 'proposal']);

/**
 * Whether a resource tells of something that happened. Only such may set a clock: the latest entry of a chart, a stay,
 * a time of prediction. `unknown` stands for any status, cancelled too, and sets none; but an encounter that has
 * a period began, whatever has become of it.
 */
export function hasHappened(resource: unknown): boolean {
  const status = asText(element(resource, 'status')) ?? '';
  const isEncounter = element(resource, 'resourceType') === 'Encounter';
  if (NOT_HAPPENED.has(status) || (status === 'unknown' && !isEncounter)) return false;
  if (NOT_ORDERED.has(asText(element(resource, 'intent')) ?? '')) return false;
  return !codings(element(resource, 'verificationStatus')).some(({ code }) => code === 'entered-in-error');
}

/** encounter-status of R4: the patient has come and has not left. */
const GOING_ON = new Set(['arrived', 'in-progress', 'onleave', 'triaged']);

export const isGoingOn = (status: unknown): boolean => GOING_ON.has(asText(status) ?? '');
