import { codings } from './elements.ts';
import type { Inspection } from './inspect-resource.ts';
import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { MODIFIER_ELEMENTS, MORE_PRECISE, type ModifierElement } from './modifier-elements.ts';

/** Extensions by which a profile, or an older version of FHIR, says that something was not done or not taken. */
const NEGATION = /(?:not-?done|was-?not-?(?:taken|given)|do-?not-?perform)$/i;
const CODE = /^[a-z][a-z-]{1,30}$/i;

/** A drug whose status nobody understands may be taken: its reader says that this is unknown, and not that it is not. */
const DRUGS: ReadonlySet<string> = new Set([
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
]);

const isNegation = (extension: JsonObject) => NEGATION.test(asText(element(extension, 'url')) ?? '');
const says = (extension: JsonObject, answer: boolean) => element(extension, 'valueBoolean') === answer;

function negates(resource: JsonObject, modifiers: readonly JsonObject[]): boolean {
  const all = [...modifiers, ...asObjects(element(resource, 'extension'))];
  return all.some((extension) => isNegation(extension) && says(extension, true));
}

/** The one code that a concept's codings agree on; `undefined`: none that R4 knows, `null`: several. */
function agreedCode(concept: unknown, understood: ReadonlySet<string>): string | undefined | null {
  const found = new Set(codings(concept).flatMap(({ code }) => (understood.has(code) ? code : [])));
  const broader = new Set([...found].flatMap((code) => MORE_PRECISE.get(code) ?? []));
  const [code, ...others] = [...found].filter((one) => !broader.has(one));
  return others.length > 0 ? null : code;
}

const notUnderstood = (name: string, sent: unknown): string => {
  const text = asText(sent);
  const shown = text !== undefined && CODE.test(text) ? ` (${text})` : '';
  return `its ${name}${shown} is none that FHIR R4 defines`;
};

function conceptTrouble(name: string, sent: unknown, understood: ReadonlySet<string>): string | undefined {
  const agreed = agreedCode(sent, understood);
  if (agreed === null) return `its ${name} contradicts itself`;
  return agreed === undefined ? notUnderstood(name, codings(sent)[0]?.code) : undefined;
}

function elementTrouble(resource: JsonObject, modifier: ModifierElement): string | undefined {
  const { element: name, kind } = modifier;
  const sent = element(resource, name) ?? undefined;
  if (sent === undefined) return undefined;
  if (kind === 'concept') return conceptTrouble(name, sent, modifier.understood);
  const isUnderstood =
    kind === 'boolean' ? typeof sent === 'boolean' : modifier.understood.has(asText(sent) ?? '');
  return isUnderstood ? undefined : notUnderstood(name, sent);
}

/**
 * Why a resource must not be used: something changes its meaning in a way that is not understood (FHIR R4 section 2.1.2
 * "isModifier", 2.4.1 "modifierExtension", 2.26.3.3 "implicitRules"), or turns it into its opposite. `undefined`: nothing.
 * The end of "Left out 1 Observation resource: …".
 */
export function modifierTrouble(
  resource: JsonObject,
  type: string,
  { modifiers }: Inspection,
): string | undefined {
  if (element(resource, 'implicitRules') !== undefined)
    return 'it was written under implicitRules that are not known here';
  if (negates(resource, modifiers)) return 'an extension says that it was not done';
  if (modifiers.some((one) => !(isNegation(one) && says(one, false))))
    return 'a modifierExtension that is not known here may change what it means';
  const known = (MODIFIER_ELEMENTS[type] ?? []).filter(({ kind }) => kind !== 'code' || !DRUGS.has(type));
  return known.map((one) => elementTrouble(resource, one)).find((trouble) => trouble !== undefined);
}
