import { asText, conceptText, element, isObject } from '#lib/fhir/elements.ts';

export const MEDICATION_TYPES = [
  'MedicationRequest',
  'MedicationStatement',
  'MedicationAdministration',
  'MedicationDispense',
] as const;
export type MedicationType = (typeof MEDICATION_TYPES)[number];

/**
 * What a status proves about use, beside its dates. `in-use`: used from its start until its end. `ended`: carried out,
 * and over. `halted`: stopped or on hold before it was. `never`: nobody took it because of this entry. `denied`: it is
 * not taken, or must not be given.
 */
export type Standing = 'in-use' | 'ended' | 'halted' | 'never' | 'denied' | 'unknown';

type Statuses = Readonly<Record<string, Standing>>;

/** FHIR R4 value sets medicationrequest-status, medication-statement-status, medication-admin-status, medicationdispense-status. */
const standings: Readonly<Record<MedicationType, Statuses>> = {
  MedicationRequest: {
    active: 'in-use',
    completed: 'ended',
    stopped: 'halted',
    'on-hold': 'halted',
    cancelled: 'never',
    draft: 'never',
  },
  MedicationStatement: {
    active: 'in-use',
    completed: 'ended',
    stopped: 'halted',
    'on-hold': 'halted',
    intended: 'never',
    'not-taken': 'denied',
  },
  MedicationAdministration: {
    'in-progress': 'in-use',
    completed: 'in-use',
    stopped: 'in-use',
    'on-hold': 'never',
    'not-done': 'never',
  },
  MedicationDispense: {
    'in-progress': 'in-use',
    completed: 'in-use',
    stopped: 'in-use',
    preparation: 'never',
    cancelled: 'never',
    'on-hold': 'never',
    declined: 'never',
  },
};

/** FHIR R4 value set medicationrequest-intent: what authorises use. A proposal, plan or option does not. */
const ORDERS = new Set(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']);
const NO_ORDERS = new Set(['proposal', 'plan', 'option']);

export type MedicationStatus = {
  /** The FHIR code; `unknown` when absent. */
  readonly code: string;
  readonly standing: Standing;
  /** The status by its name, e.g. `on hold`. */
  readonly words: string;
  /** Why, as the chart words it. */
  readonly reason: string | null;
};

const spelt = (code: string) => code.replaceAll('-', ' ');

function reasonOf(resource: unknown): string | null {
  const reasons = ['statusReason', 'statusReasonCodeableConcept'].flatMap((name) => {
    const sent = element(resource, name);
    return Array.isArray(sent) ? sent : [sent];
  });
  return reasons.filter(isObject).map(conceptText).find(Boolean) ?? null;
}

/** An order by its intent: `undefined` where it is one. */
function notOrdered(resource: unknown): { standing: Standing; words: string } | undefined {
  const intent = asText(element(resource, 'intent'));
  if (intent !== undefined && ORDERS.has(intent)) return undefined;
  if (intent !== undefined && NO_ORDERS.has(intent))
    return { standing: 'never', words: `${intent}, no order` };
  return { standing: 'unknown', words: 'not known to be an order' };
}

/** An order not to give: it counts against the drug while it stands (FHIR R4 MedicationRequest.doNotPerform). */
const forbidden = (standing: Standing): { standing: Standing; words: string } =>
  standing === 'in-use'
    ? { standing: 'denied', words: 'not to be given' }
    : { standing: 'never', words: 'not to be given, no longer in force' };

/** What a medication resource's status, intent and `doNotPerform` prove. */
export function medicationStatusOf(resource: unknown, type: MedicationType): MedicationStatus {
  const code = asText(element(resource, 'status')) ?? 'unknown';
  const known = Object.hasOwn(standings[type], code) ? standings[type][code] : undefined;
  const reason = reasonOf(resource);
  const standing = known ?? 'unknown';
  const words = known || code === 'unknown' ? spelt(code) : 'unknown';
  const other = type === 'MedicationRequest' ? notOrdered(resource) : undefined;
  if (other)
    return { code, ...other, words: code === 'active' ? other.words : `${other.words} (${words})`, reason };
  if (element(resource, 'doNotPerform') === true) return { code, ...forbidden(standing), reason };
  return { code, standing, words, reason };
}
