import { asObjects, asText, element } from '#lib/fhir/elements.ts';

/** HL7 v3 ObservationValue: security labels that tell who asserted a resource. */
export const ASSERTED_BY = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue';

/** Artificial Intelligence asserted. */
export const BY_MACHINE = 'AIAST';

/** Whether a resource bears the label of a machine's statement: it is nobody's measurement, whatever its code. */
export const isMachineAsserted = (resource: unknown): boolean =>
  asObjects(element(element(resource, 'meta'), 'security')).some(
    (label) =>
      asText(element(label, 'system')) === ASSERTED_BY && asText(element(label, 'code')) === BY_MACHINE,
  );
