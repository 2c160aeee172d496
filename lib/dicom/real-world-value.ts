import { groupItemsOf } from './functional-groups.ts';
import { doubleOf, doublesOf, itemOf, stringOf, wordOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** What stored values from `first` to `last` stand for in the world (PS3.3 C.7.6.16.2.11): a table, or a line. */
export type RealWorldMapping = {
  readonly first: number;
  readonly last: number;
  readonly slope: number;
  readonly intercept: number;
  readonly table: readonly number[] | null;
  /** UCUM, or the words of another code. */
  readonly unit: string;
  readonly label: string;
};

/** The mappings of one frame. One without range or formula maps nothing and is left out. */
export const readRealWorldMappings = (set: DataSet, frame: number, signed: boolean): RealWorldMapping[] =>
  groupItemsOf(set, TAGS.RealWorldValueMappingSequence, frame).flatMap((item) => {
    const first = bound(item, 'First', signed);
    const last = bound(item, 'Last', signed);
    const values = doublesOf(item, TAGS.RealWorldValueLUTData);
    const table = values.length > 0 ? values : null;
    const slope = doubleOf(item, TAGS.RealWorldValueSlope);
    const intercept = doubleOf(item, TAGS.RealWorldValueIntercept) ?? 0;
    if (first === undefined || last === undefined || (slope === undefined && !table)) return [];
    const label = stringOf(item, TAGS.LUTLabel) || stringOf(item, TAGS.LUTExplanation);
    return [{ first, last, slope: slope ?? 1, intercept, table, unit: unitOf(item), label }];
  });

function bound(item: DataSet, which: 'First' | 'Last', signed: boolean): number | undefined {
  const double = doubleOf(item, TAGS[`DoubleFloatRealWorldValue${which}ValueMapped`]);
  const word = wordOf(item, TAGS[`RealWorldValue${which}ValueMapped`]);
  if (double !== undefined || word === undefined) return double;
  return signed ? (word << 16) >> 16 : word;
}

function unitOf(item: DataSet): string {
  const code = itemOf(item, TAGS.MeasurementUnitsCodeSequence);
  if (!code) return '';
  const isUcum = stringOf(code, TAGS.CodingSchemeDesignator) === 'UCUM';
  return stringOf(code, isUcum ? TAGS.CodeValue : TAGS.CodeMeaning);
}

/** The value in the world, or `null` outside the range that the mapping is for. */
export function realWorldValue(
  { first, last, slope, intercept, table }: RealWorldMapping,
  stored: number,
): number | null {
  if (!(stored >= first && stored <= last)) return null;
  return table ? (table[Math.round(stored) - first] ?? null) : stored * slope + intercept;
}
