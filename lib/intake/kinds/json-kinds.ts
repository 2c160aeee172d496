import { asText, element, isObject } from '#lib/fhir/json-value.ts';
import { INSTEAD, type KnownKind } from './known-kind.ts';

/** JSON above this is left to its reader: parsing it twice would keep the user waiting. */
const PARSED = 1 << 22;
/** Ways to send other resources. */
const WRAPPINGS = new Set(['Bundle', 'Parameters']);
const EVERYTHING = 'fetch a patient’s whole record instead (Patient/…/$everything)';
const DEFINITIONS =
  'StructureDefinition ValueSet CodeSystem ConceptMap NamingSystem SearchParameter OperationDefinition ImplementationGuide';

const definition = (type: string): readonly [string, KnownKind] => [
  type,
  { what: `a definition of FHIR’s own (${type}) and no patient’s data`, instead: EVERYTHING },
];
const SERVER: KnownKind = { what: 'the description that a FHIR server gives of itself', instead: EVERYTHING };

/** Resources that never belong to a patient's record. */
const NO_RECORD: ReadonlyMap<string, KnownKind> = new Map([
  [
    'OperationOutcome',
    {
      what: 'a FHIR server’s message that something failed (OperationOutcome)',
      instead: 'sign in there and fetch the chart again',
    },
  ],
  ['CapabilityStatement', SERVER],
  ['Conformance', SERVER],
  ...DEFINITIONS.split(' ').map(definition),
]);

const NOTHING_FOUND: KnownKind = {
  what: 'a FHIR Bundle with no resource in it, as a search that finds nothing gives',
  instead: EVERYTHING,
};

/** Elements of the product's own files, which are read: a site mapping, saved measurements. */
const OWN = ['siteMap', 'format'];

/** Other formats by an element near their root. */
const FORMATS: readonly (KnownKind & { readonly name: RegExp })[] = [
  { name: /^[0-9a-f]{8}$/i, what: 'DICOM as JSON', instead: INSTEAD.picture },
  { name: /^_type$/, what: 'an openEHR record', instead: INSTEAD.chart },
  {
    name: /^verifiableCredential$/,
    what: 'a SMART Health Card',
    instead: INSTEAD.chart,
  },
  { name: /^phenotypicFeatures$/, what: 'a GA4GH Phenopacket', instead: INSTEAD.chart },
  { name: /^features$/, what: 'a map (GeoJSON)', instead: INSTEAD.dataFile },
  { name: /^nbformat$/, what: 'a Jupyter notebook', instead: INSTEAD.dataFile },
];

const NOT_FHIR: KnownKind = { what: 'JSON that is not FHIR', instead: INSTEAD.chart };
const NOTHING: KnownKind = { what: 'JSON with nothing in it', instead: INSTEAD.again };

/** The types of all resources in a value, however deep. */
function typesIn(value: unknown): ReadonlySet<string> {
  const types = new Set<string>();
  const pending: unknown[] = [value];
  for (const one of pending) {
    const type = asText(element(one, 'resourceType'));
    if (type !== undefined) types.add(type);
    if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) pending.push(inner);
  }
  return types;
}

const isRecord = (type: string): boolean => !NO_RECORD.has(type) && !WRAPPINGS.has(type);

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

function ofAnotherFormat(value: unknown): KnownKind {
  const root: unknown = Array.isArray(value) ? value[0] : value;
  const names = isObject(root) ? Object.keys(root) : [];
  if (isEmpty(value)) return NOTHING;
  return FORMATS.find(({ name }) => names.some((one) => name.test(one))) ?? NOT_FHIR;
}

function kindOfValue(value: unknown): KnownKind | undefined {
  if (OWN.some((name) => element(value, name) !== undefined)) return undefined;
  const types = [...typesIn(value)];
  if (types.length === 0) return ofAnotherFormat(value);
  if (types.some(isRecord)) return undefined;
  const [other] = types.flatMap((type) => NO_RECORD.get(type) ?? []);
  return other ?? NOTHING_FOUND;
}

/** Types of resources that are named in a text of JSON. */
export const typesNamedIn = (text: string): readonly string[] => [
  ...new Set(
    Array.from(text.matchAll(/"resourceType"\s{0,9}:\s{0,9}"([A-Za-z]{1,60})"/g), ([, type = '']) => type),
  ),
];

/**
 * What JSON is that holds nothing of a patient's record. `undefined`: it may, or it is broken, which its reader says.
 *
 * @param head its first characters
 */
export async function byJson(file: Blob, head: string): Promise<KnownKind | undefined> {
  if (file.size > PARSED || typesNamedIn(head).some(isRecord)) return undefined;
  try {
    return kindOfValue(JSON.parse((await file.text()).replace(/^\uFEFF/, '')));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
