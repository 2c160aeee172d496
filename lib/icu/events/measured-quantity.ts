import type { AnalyteCode, AnalyteEntry } from '#lib/clinical/analyte.ts';
import { LOINC } from '#lib/clinical/code-set.ts';
import { analyteOf as analyteOfCode } from '#lib/clinical/loinc-index.ts';
import { lowerFirst } from '#lib/clinical/quantity-text.ts';
import { type Channel, channelOf, channels } from '../hourly/channels.ts';
import type { BedsideSign } from './stream-event.ts';

/** What the unit check needs of a quantity. */
export type MeasuredQuantity = Pick<
  AnalyteEntry<string>,
  'id' | 'unit' | 'molarMass' | 'charge' | 'remark' | 'plausible'
> & {
  readonly name: string;
  readonly code: AnalyteCode;
  /** UCUM units that sources write one for another. */
  readonly mistakenUnits: readonly string[];
};

/** By the product's unit. */
const MISTAKEN: Readonly<Record<string, readonly string[]>> = {
  Cel: ['[degF]', 'Cel', 'K'],
  'mm[Hg]': ['kPa', 'mm[Hg]'],
  '%': ['1', '%'],
  '1': ['%', '1'],
};

const ofChannel = (channel: Channel): MeasuredQuantity => ({
  id: channel.id,
  name: lowerFirst(channel.label),
  unit: channel.unit,
  plausible: channel.plausible,
  molarMass: null,
  code: { loinc: channel.loinc[0] ?? '' },
  mistakenUnits: MISTAKEN[channel.unit] ?? [],
});

const bySign = new Map<string, MeasuredQuantity>(
  channels
    .filter(({ modality }) => modality === 'vital-signs')
    .map(({ id }) => [id, ofChannel(channelOf(id))]),
);

/** Throws for a sign that is no channel: a slip of the program. */
export function quantityOfSign(sign: BedsideSign): MeasuredQuantity {
  const quantity = bySign.get(sign);
  if (!quantity) throw new TypeError(`There is no channel of ${sign}`);
  return quantity;
}

function ofAnalyte(loinc: string): MeasuredQuantity | null {
  const found = analyteOfCode(LOINC, loinc);
  if (!found) return null;
  const { analyte, code } = found;
  const { conventional, si } = analyte.display;
  return {
    ...analyte,
    name: lowerFirst(analyte.label),
    code,
    mistakenUnits: [conventional.unit, si.unit, ...(MISTAKEN[analyte.unit] ?? [])],
  };
}

const byLoinc = new Map<string, MeasuredQuantity | null>();

/** An analyte of the product, or a channel of intensive care alone; `null`: a code that nothing here reads. */
export function quantityOfLoinc(loinc: string): MeasuredQuantity | null {
  const known = byLoinc.get(loinc);
  if (known !== undefined) return known;
  const channel = channels.find((one) => one.loinc.some((code) => code === loinc));
  const quantity = ofAnalyte(loinc) ?? (channel ? ofChannel(channel) : null);
  // Codes come from outside: only those that are read are remembered.
  if (quantity) byLoinc.set(loinc, quantity);
  return quantity;
}
