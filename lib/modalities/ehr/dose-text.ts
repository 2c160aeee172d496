import { asNumber, asObjects, asText, conceptText, element, quantityOf } from '#lib/fhir/elements.ts';

const UNIT_WORDS = new Map([
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['wk', 'week'],
  ['mo', 'month'],
  ['a', 'year'],
]);

const joined = (parts: readonly (string | number | undefined)[], by = ' ') => {
  const present = parts.filter((part) => part !== undefined && part !== '');
  return present.length === 0 ? undefined : present.join(by);
};

function amount(quantity: unknown): string | undefined {
  const { value, unit, code } = quantityOf(quantity);
  return value === undefined ? undefined : joined([value, unit ?? code]);
}

/** `doseQuantity` or `doseRange`. */
function doseOf(dosage: unknown): string | undefined {
  const range = element(dosage, 'doseRange');
  const ends = joined([amount(element(range, 'low')), amount(element(range, 'high'))], ' to ');
  return amount(element(dosage, 'doseQuantity')) ?? amount(element(dosage, 'dose')) ?? ends;
}

function rateOf(dosage: unknown): string | undefined {
  const ratio = element(dosage, 'rateRatio');
  const parts = [amount(element(ratio, 'numerator')), amount(element(ratio, 'denominator'))];
  return amount(element(dosage, 'rateQuantity')) ?? joined(parts, ' per ');
}

/** `2 times per day`, `every 8 hours`, or the code's own word. */
function frequencyOf(dosage: unknown): string | undefined {
  const timing = element(dosage, 'timing');
  const repeat = element(timing, 'repeat');
  const frequency = asNumber(element(repeat, 'frequency'));
  const period = asNumber(element(repeat, 'period'));
  const unit = UNIT_WORDS.get(asText(element(repeat, 'periodUnit')) ?? '');
  if (period === undefined || unit === undefined) return conceptText(element(timing, 'code'));
  const each = period === 1 ? unit : `${period} ${unit}s`;
  if ((frequency ?? 1) === 1) return period === 1 ? `once per ${unit}` : `every ${each}`;
  return period === 1 ? `${frequency} times per ${unit}` : `${frequency} times in ${each}`;
}

function textOf(dosage: unknown): string | undefined {
  const written = asText(element(dosage, 'text')) ?? asText(element(dosage, 'patientInstruction'));
  if (written !== undefined) return written;
  const [amounts] = asObjects(element(dosage, 'doseAndRate'));
  const dose = doseOf(amounts) ?? doseOf(dosage);
  const needed = element(dosage, 'asNeededBoolean') === true || element(dosage, 'asNeededCodeableConcept');
  return joined(
    [
      dose,
      rateOf(amounts) ?? rateOf(dosage),
      conceptText(element(dosage, 'route')),
      frequencyOf(dosage),
      needed ? 'as needed' : undefined,
    ],
    ', ',
  );
}

/**
 * The dose as the chart words it, else put together from dose, rate, route and timing (FHIR R4 Dosage). `null`: none.
 *
 * @param resource a MedicationRequest, -Statement, -Administration or -Dispense
 */
export function doseText(resource: unknown): string | null {
  const listed = ['dosageInstruction', 'dosage'].flatMap((name) => {
    const sent = element(resource, name);
    return Array.isArray(sent) ? asObjects(sent) : asObjects([sent]);
  });
  return joined(listed.map(textOf), '; ') ?? null;
}
