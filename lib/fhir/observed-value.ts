import { isAmbiguous } from './ambiguous-resources.ts';
import { asObjects, element, isObject } from './json-value.ts';

/** The types of `Observation.value[x]` and `Observation.component.value[x]` (FHIR R4 section 10.1). */
const VALUE_ELEMENTS = [
  'valueQuantity',
  'valueCodeableConcept',
  'valueString',
  'valueBoolean',
  'valueInteger',
  'valueRange',
  'valueRatio',
  'valueSampledData',
  'valueTime',
  'valueDateTime',
  'valuePeriod',
] as const;

const DATA_ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

type ValueElement = (typeof VALUE_ELEMENTS)[number];

/** A quantity may stand there with its unit alone; every other value is one. */
function holdsValue(part: unknown, name: ValueElement): boolean {
  const value = element(part, name);
  if (value === undefined) return false;
  return name !== 'valueQuantity' || !isObject(value) || element(value, 'value') !== undefined;
}

const isMarkedAbsent = (primitive: unknown): boolean =>
  asObjects(element(primitive, 'extension')).some((one) => element(one, 'url') === DATA_ABSENT);

/** The `value[x]` elements of an Observation or component that hold a value; a part that is read has at most one. */
export const valuesOf = (part: unknown): readonly ValueElement[] =>
  VALUE_ELEMENTS.filter((name) => holdsValue(part, name));

/** Whether a part says why it has no value. */
export const isAbsent = (part: unknown): boolean => element(part, 'dataAbsentReason') !== undefined;

/**
 * Why the value of an Observation or component is none, as the end of "because …": more than one `value[x]`, a JSON
 * object with one name twice, or a value beside a `dataAbsentReason` (FHIR R4 invariant obs-6, and the extension of that name on the number itself).
 */
export function valueContradiction(part: unknown): string | undefined {
  const values = valuesOf(part);
  if (values.length > 1) return 'it holds more than one value';
  const [name] = values;
  if (name === undefined) return undefined;
  if (isAmbiguous(element(part, name))) return 'its JSON gives one name twice';
  const marked =
    isMarkedAbsent(element(element(part, name), '_value')) || isMarkedAbsent(element(part, `_${name}`));
  return isAbsent(part) || marked ? 'a value stands beside a reason why there is none' : undefined;
}
