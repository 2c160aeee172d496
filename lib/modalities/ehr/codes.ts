import type { Code } from '#lib/clinical/code-set.ts';
import { asObjects, asText, element } from '#lib/fhir/elements.ts';

/**
 * German base profile (`icd-10-gm-diagnosesicherheit`): A excluded, V suspected, Z a former state. Only G, certain,
 * says that the patient has it now.
 */
const CERTAINTY = 'http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit';
const NOT_CERTAIN = new Set(['A', 'V', 'Z']);
/** The same letter behind the code, as billing systems write it: `I50.1V`. */
const GERMAN = /fhir\.de\/|icd-10-gm|urn:oid:1\.2\.276\.0\.76\.5\./i;
const WITH_LETTER = /^([A-Z]\d[\dA-Z][\d.+*!†# -]*)([AGVZ])$/i;

/** The certainty of a German diagnosis code, from its extension or the letter behind it. */
function certaintyOf(coding: unknown): string | undefined {
  for (const extension of asObjects(element(coding, 'extension'))) {
    if (element(extension, 'url') !== CERTAINTY) continue;
    return asText(element(element(extension, 'valueCoding'), 'code'));
  }
  const german = GERMAN.test(asText(element(coding, 'system')) ?? '');
  return german
    ? WITH_LETTER.exec(asText(element(coding, 'code'))?.trim() ?? '')?.[2]?.toUpperCase()
    : undefined;
}

/**
 * The codes of a CodeableConcept, or of a bare Coding, that name their system: without one a code means nothing. A
 * German diagnosis that is not certain is none.
 */
export function codesOf(concept: unknown): readonly Code[] {
  const listed = asObjects(element(concept, 'coding'));
  const sent = listed.length > 0 ? listed : asObjects([concept]);
  return sent.flatMap((coding) => {
    const system = asText(element(coding, 'system'));
    const code = asText(element(coding, 'code'))?.trim();
    const display = asText(element(coding, 'display'));
    if (!system || !code || NOT_CERTAIN.has(certaintyOf(coding) ?? '')) return [];
    return [{ system, code, ...(display === undefined ? {} : { display }) }];
  });
}
