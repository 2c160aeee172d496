import { plainText, unitText } from '#lib/clinical/quantity-text.ts';
import { toCanonical } from '#lib/clinical/units.ts';
import { type MeasuredQuantity, quantityOfLoinc, quantityOfSign } from './measured-quantity.ts';
import { type Doubt, type SentEvent, WAVEFORMS } from './stream-event.ts';

/** An event with its values in the product's units, and which of them are not believed. */
export type CheckedEvent = { readonly event: SentEvent; readonly doubts: readonly Doubt[] };

type SentOf<Kind extends SentEvent['kind']> = Extract<SentEvent, { kind: Kind }>;
type Sent = { readonly value: number; readonly unit: string };
type Checked = Sent & { readonly reason: string | null; readonly meant: string | null };

const convert = ({ code, ...quantity }: MeasuredQuantity, { value, unit }: Sent) =>
  toCanonical(quantity, code, value, { ucum: unit, texts: [] });

const isPossible = ({ plausible: [low, high] }: MeasuredQuantity, value: number): boolean =>
  value >= low && value <= high;

/** A number as it would be if the source had mistaken the unit: the first other unit in which it is a patient's. */
function mistakenFor(
  quantity: MeasuredQuantity,
  { value, unit }: Sent,
): { readonly unit: string; readonly value: number } | null {
  for (const other of quantity.mistakenUnits) {
    if (other === unit) continue;
    const meant = convert(quantity, { value, unit: other });
    if (typeof meant === 'number' && isPossible(quantity, meant)) return { unit: other, value: meant };
  }
  return null;
}

function impossible(quantity: MeasuredQuantity, sent: Sent): Checked {
  const said = plainText(sent.value, sent.unit);
  const meant = mistakenFor(quantity, sent);
  if (meant === null) {
    const [low, high] = quantity.plausible;
    const range = `${plainText(low, '1')} to ${plainText(high, quantity.unit)}`;
    return { ...sent, meant: null, reason: `${said} cannot be a patient's: ${range} can.` };
  }
  const would = plainText(meant.value, quantity.unit);
  const other = meant.unit === '1' ? 'As a fraction' : `In ${unitText(meant.unit)}`;
  return {
    ...sent,
    meant: meant.unit,
    reason: `${said} cannot be a patient's. ${other} it would be ${would}.`,
  };
}

function check(quantity: MeasuredQuantity, sent: Sent): Checked {
  const value = convert(quantity, sent);
  if (typeof value === 'string')
    return { ...sent, meant: null, reason: `“${sent.unit}” is no unit of ${quantity.name}.` };
  if (!isPossible(quantity, value)) return impossible(quantity, sent);
  return { value, unit: quantity.unit, meant: null, reason: null };
}

const isPressure = (unit: string): boolean => unit === 'mm[Hg]' || unit === 'kPa';

/**
 * One device sends its pressures in one unit: where one of them shows that it is another than was said, the rest are not
 * believed either, though 10.7 might be a diastolic pressure.
 */
function checkSigns({ signs, ...event }: SentOf<'vital-signs'>): CheckedEvent {
  const checked = signs.map((sent) => ({ sent, found: check(quantityOfSign(sent.sign), sent) }));
  const slip = checked.find(({ sent, found }) => found.meant !== null && isPressure(sent.unit));
  const doubts: Doubt[] = [];
  const kept = checked.map(({ sent, found }) => {
    const doubted = slip && found.reason === null && sent.unit === slip.sent.unit;
    const reason = doubted
      ? `Another pressure shows that the unit is not ${unitText(sent.unit)}.`
      : found.reason;
    if (reason === null) return { sign: sent.sign, value: found.value, unit: found.unit };
    doubts.push({ of: sent.sign, reason });
    return sent;
  });
  return { event: { ...event, signs: kept }, doubts };
}

function checkLaboratory(event: SentOf<'laboratory'>): CheckedEvent {
  const quantity = quantityOfLoinc(event.loinc);
  // Nothing here reads it, so there is nothing to mistake.
  if (quantity === null) return { event, doubts: [] };
  const { value, unit, reason } = check(quantity, event);
  if (reason !== null) return { event, doubts: [{ of: event.loinc, reason }] };
  return { event: { ...event, value, unit }, doubts: [] };
}

function checkWaveform(event: SentOf<'waveform'>): CheckedEvent {
  const unit = WAVEFORMS[event.waveform];
  if (event.unit === unit) return { event, doubts: [] };
  const reason = `“${event.unit}” is sent and ${unitText(unit) || 'a number without unit'} is expected: its height means nothing.`;
  return { event, doubts: [{ of: event.waveform, reason }] };
}

/**
 * Units are converted by UCUM; a value that no patient has is kept as it was sent and marked, with what it would be if its
 * source had mistaken the unit (°F for °C, kPa for mmHg, a fraction for per cent). A guess is never believed.
 */
export function checkValues(event: SentEvent): CheckedEvent {
  const checked = checkKind(event);
  return event.withdrawn ? { event: checked.event, doubts: withdrawnDoubts(event) } : checked;
}

function withdrawnDoubts(event: SentEvent): readonly Doubt[] {
  const doubt = (of: string): Doubt => ({ of, reason: 'Its source took it back.' });
  if (event.kind === 'vital-signs') return event.signs.map(({ sign }) => doubt(sign));
  return event.kind === 'laboratory' ? [doubt(event.loinc)] : [];
}

function checkKind(event: SentEvent): CheckedEvent {
  switch (event.kind) {
    case 'vital-signs':
      return checkSigns(event);
    case 'laboratory':
      return checkLaboratory(event);
    case 'waveform':
      return checkWaveform(event);
    default:
      return { event, doubts: [] };
  }
}
