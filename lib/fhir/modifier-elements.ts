const codes = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What an `isModifier` element may say: one of the codes of R4, as code or concept, or a boolean. */
export type ModifierElement =
  | { readonly element: string; readonly kind: 'code' | 'concept'; readonly understood: ReadonlySet<string> }
  | { readonly element: string; readonly kind: 'boolean' };

const code = (element: string, understood: string): ModifierElement => ({
  element,
  kind: 'code',
  understood: codes(understood),
});
const concept = (element: string, understood: string): ModifierElement => ({
  element,
  kind: 'concept',
  understood: codes(understood),
});
const boolean = (element: string): ModifierElement => ({ element, kind: 'boolean' });
const status = (understood: string) => code('status', understood);

const REQUEST_STATUS = 'draft active on-hold revoked completed entered-in-error unknown';
const EVENT_STATUS = 'preparation in-progress not-done on-hold stopped completed entered-in-error unknown';
const INTENT = 'proposal plan order original-order reflex-order filler-order instance-order option';
const IN_USE = 'active inactive entered-in-error';

/**
 * The elements that FHIR R4 marks `isModifier`, by the types whose content the product uses, with the codes of their
 * required value sets. What each code means for a stay, a drug, a result is the business of the modality that reads it;
 * a code that is not listed is understood by none. `Patient.deceased[x]` and `Patient.link` are read by their own rules.
 */
export const MODIFIER_ELEMENTS: Readonly<Record<string, readonly ModifierElement[]>> = {
  AllergyIntolerance: [
    concept('clinicalStatus', 'active inactive resolved'),
    concept('verificationStatus', 'unconfirmed confirmed refuted entered-in-error'),
  ],
  Condition: [
    concept('clinicalStatus', 'active recurrence relapse inactive remission resolved'),
    concept('verificationStatus', 'unconfirmed provisional differential confirmed refuted entered-in-error'),
  ],
  Device: [status(`${IN_USE} unknown`)],
  DiagnosticReport: [
    status(
      'registered partial preliminary final amended corrected appended cancelled entered-in-error unknown',
    ),
  ],
  DocumentReference: [status('current superseded entered-in-error')],
  Encounter: [
    status('planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown'),
  ],
  Endpoint: [status('active suspended error off entered-in-error test')],
  EpisodeOfCare: [status('planned waitlist active onhold finished cancelled entered-in-error')],
  ImagingStudy: [status('registered available cancelled entered-in-error unknown')],
  Immunization: [status('completed entered-in-error not-done'), boolean('isSubpotent')],
  Location: [status('active suspended inactive')],
  Media: [status(EVENT_STATUS)],
  Medication: [status(IN_USE)],
  MedicationAdministration: [
    status('in-progress not-done on-hold completed entered-in-error stopped unknown'),
  ],
  MedicationDispense: [
    status('preparation in-progress cancelled on-hold completed entered-in-error stopped declined unknown'),
  ],
  MedicationRequest: [
    status('active on-hold cancelled completed entered-in-error stopped draft unknown'),
    code('intent', INTENT),
    boolean('doNotPerform'),
  ],
  MedicationStatement: [
    status('active completed entered-in-error intended stopped on-hold unknown not-taken'),
  ],
  Observation: [status('registered preliminary final amended corrected cancelled entered-in-error unknown')],
  Organization: [boolean('active')],
  Patient: [boolean('active')],
  Procedure: [status(EVENT_STATUS)],
  ServiceRequest: [status(REQUEST_STATUS), code('intent', `directive ${INTENT}`), boolean('doNotPerform')],
  Specimen: [status('available unavailable unsatisfactory entered-in-error')],
  Substance: [status(IN_USE)],
};

/** Codes of one concept that say it more and less precisely; any other two contradict each other. */
export const MORE_PRECISE: ReadonlyMap<string, string> = new Map([
  ['provisional', 'unconfirmed'],
  ['differential', 'unconfirmed'],
  ['recurrence', 'active'],
  ['relapse', 'active'],
  ['remission', 'inactive'],
  ['resolved', 'inactive'],
]);
