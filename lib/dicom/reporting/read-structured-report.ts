import { vrOf } from '../dictionary.ts';
import type { DataSet } from '../part10/data-set.ts';
import { numberOf } from '../part10/numeric-value.ts';
import { isRefusal, type Refusal, readPart10 } from '../part10/read-part10.ts';
import { asciiText, characterSetOf, textOf } from '../part10/text-value.ts';

/** A number of a structured report, whoever wrote it. */
type ReadMeasurement = {
  /** Code scheme and value of what was measured, e.g. `LN 10230-1`. */
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** UCUM when the report says so. */
  readonly unit: string;
  readonly method: string | null;
  /** SOP Instance UID and frame of the picture it was taken from. */
  readonly instanceUid: string | null;
  readonly frame: number | null;
};

export type ReadReport = {
  /** What the report is called. */
  readonly title: string;
  readonly measurements: readonly ReadMeasurement[];
};

const CONCEPT_NAME = 0x0040a043;
const CONCEPT_CODE = 0x0040a168;
const CONTENT = 0x0040a730;
const VALUE_TYPE = 0x0040a040;
const MEASURED_VALUE = 0x0040a300;
const UNITS = 0x004008ea;
const NUMERIC_VALUE = 0x0040a30a;
const REFERENCED_SOP = 0x00081199;
const MEASUREMENT_METHOD = ['370129005', 'G-C036'];
/** Deeper than any template nests. */
const DEEPEST = 24;

type Item = { readonly data: DataSet; readonly characterSet: readonly string[] };

const itemsOf = ({ data, characterSet }: Item, tag: number): Item[] => {
  const element = data.get(tag);
  return element?.kind === 'sequence'
    ? element.items.map((item) => ({ data: item, characterSet: characterSetOf(item, characterSet) }))
    : [];
};

const text = ({ data, characterSet }: Item, tag: number): string => textOf(data.get(tag), characterSet);
const meaningOf = (item: Item | undefined): string => (item ? text(item, 0x00080104) : '');
const codeOf = (item: Item | undefined): string => (item ? text(item, 0x00080100) : '');

const typeOf = ({ data }: Item): string => asciiText(data.get(VALUE_TYPE));

function methodOf(item: Item): string | null {
  const named = itemsOf(item, CONTENT).find((child) =>
    MEASUREMENT_METHOD.includes(codeOf(itemsOf(child, CONCEPT_NAME)[0])),
  );
  return (named && (meaningOf(itemsOf(named, CONCEPT_CODE)[0]) || text(named, 0x0040a160))) || null;
}

/** The picture of a measurement, named below it or below the group that it stands in. */
function imageOf(item: Item, depth = 0): Pick<ReadMeasurement, 'instanceUid' | 'frame'> | null {
  const [reference] = typeOf(item) === 'IMAGE' ? itemsOf(item, REFERENCED_SOP) : [];
  if (reference)
    return {
      instanceUid: text(reference, 0x00081155) || null,
      frame: numberOf(reference.data.get(0x00081160)) ?? null,
    };
  if (depth > 3) return null;
  for (const child of itemsOf(item, CONTENT)) {
    const found = imageOf(child, depth + 1);
    if (found) return found;
  }
  return null;
}

function measurementOf(item: Item, group: Item): ReadMeasurement | null {
  const [measured] = itemsOf(item, MEASURED_VALUE);
  const value = measured && numberOf(measured.data.get(NUMERIC_VALUE));
  if (!measured || value === undefined) return null;
  const [name] = itemsOf(item, CONCEPT_NAME);
  const image = imageOf(item) ?? imageOf(group);
  return {
    code: name ? `${text(name, 0x00080102)} ${codeOf(name)}` : '',
    name: meaningOf(name) || 'Unnamed measurement',
    value,
    unit: codeOf(itemsOf(measured, UNITS)[0]),
    method: methodOf(item),
    instanceUid: image?.instanceUid ?? null,
    frame: image?.frame ?? null,
  };
}

function measurementsBelow(item: Item, depth: number): ReadMeasurement[] {
  if (depth > DEEPEST) return [];
  return itemsOf(item, CONTENT).flatMap((child) => {
    const own = typeOf(child) === 'NUM' ? measurementOf(child, item) : null;
    return [...(own ? [own] : []), ...measurementsBelow(child, depth + 1)];
  });
}

/** The numbers of a DICOM Structured Report of any template. Never throws for bad data. */
export function readStructuredReport(bytes: Uint8Array): ReadReport | Refusal {
  const file = readPart10(bytes, { vrOf });
  if (isRefusal(file)) return file;
  const root: Item = { data: file.body, characterSet: characterSetOf(file.body) };
  if (typeOf(root) !== 'CONTAINER') return { refusal: 'it is no structured report' };
  return {
    title: meaningOf(itemsOf(root, CONCEPT_NAME)[0]) || 'Structured report',
    measurements: measurementsBelow(root, 0),
  };
}
