/** Segments that say who somebody is: patient, next of kin, guarantor, insured, and numbers that were merged (HL7 v2 chapters 3, 6). */
const PERSONAL = /(^|[\r\n])((?:PID|PD1|NK1|GT1|IN1|IN2|IN3|MRG)[^A-Za-z0-9\r\n])[^\r\n]*/g;

/** A message as it may be kept to be looked into: what names persons is left out, whatever else is wrong with it stays. */
export const withoutPerson = (text: string): string => text.replace(PERSONAL, '$1$2(left out)');
