import type { Analyte } from '#lib/clinical/analytes.ts';
import { SNOMED_CT } from '#lib/clinical/code-set.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asNumber, asObjects, asText, codings, conceptText, element, hasCode } from '#lib/fhir/elements.ts';

const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** What is no blood, serum or plasma of the patient: SNOMED CT (International Patient Summary, specimen types). */
const SNOMED_SPECIMENS = `122575003 278020009 276833005 698276005 446846006 258574006 122880004 122565001 258450006 446861007 119342007
   119334006 119339001 418564007 168139001 258459007 168137004 168138009 258438000 258440005 258441009 258455001
   258453008 122572000 258649003 122556008 122560006 119332005 119373006 122569007`;
/** The same of HL7 v2 table 0487. */
const V2_SPECIMENS = `UR URC URT URNS URINB URINC URINM URINN URINP RANDU USCOP CSF SAL SPT SPTC SPTT STL PLR PAFL PCFL SNV
   JNTFLD SWT AMN DIA DIAF PUS BIFL GAST TEAR VITF FGA FLD BLDCO FBLOOD HBLUD MILK IVFLD QC3 LSAC KIDFLD EXUDTE EFFUS
   TRANS CST`;
const OTHER_SPECIMENS: ReadonlySet<string> = new Set(`${SNOMED_SPECIMENS} ${V2_SPECIMENS}`.split(/\s+/));
const OTHER_SPECIMEN_WORDS =
  /\b(?:urin\w*|orina|cerebrospinal|csf|liquor|saliva|sputum|stool|fa?eces|pleural|peritoneal|ascit\w*|dialysate|synovial|sweat|amniotic|cord blood)\b/i;
const FETAL_WORDS = /\b(?:fo?etus|fo?etal|f(?:ö|oe)t(?:us|al\w*)|unborn)\b/i;

/** SNOMED CT body structures: fetus, fetal structure. */
const OF_A_FETUS: ReadonlySet<string> = new Set(['83418008', '55460000']);

/** HL7 v3 ObservationInterpretation: below and above what the instrument can measure. */
const OFF_SCALE: ReadonlySet<string> = new Set(['<', '>']);
const QUALITY_FAILED: ReadonlySet<string> = new Set(['QCF']);
const LOW: ReadonlySet<string> = new Set(['L', 'LL', 'LU']);
const HIGH: ReadonlySet<string> = new Set(['H', 'HH', 'HU']);

function isOtherSpecimen(observation: unknown, chart: Chart): boolean {
  const specimen = element(observation, 'specimen');
  const type = element(chart.resolve(specimen, observation), 'type');
  if (codings(type).some(({ code }) => OTHER_SPECIMENS.has(code))) return true;
  return OTHER_SPECIMEN_WORDS.test(conceptText(type) ?? asText(element(specimen, 'display')) ?? '');
}

/** What a sender calls a measure, beside its codes. No word makes a code count, but one may contradict it. */
const namesOf = (part: unknown): string => {
  const code = element(part, 'code');
  return [asText(element(code, 'text')), ...codings(code).map(({ display }) => display)].join('; ');
};

function otherSpecimen(observation: unknown, part: unknown, chart: Chart): string | undefined {
  if (isOtherSpecimen(observation, chart)) return 'its code names blood and its specimen is something else';
  return OTHER_SPECIMEN_WORDS.test(namesOf(part))
    ? 'its code names blood and the words beside it another specimen'
    : undefined;
}

const isOfFetus = (observation: unknown, part: unknown): boolean =>
  hasCode(element(observation, 'bodySite'), SNOMED_CT, OF_A_FETUS) || FETAL_WORDS.test(namesOf(part));

/** The one reference range that applies to everybody, in the words of the result itself. */
function rangeOf(part: unknown) {
  const ranges = asObjects(element(part, 'referenceRange'));
  const [range] = ranges;
  const unit = asText(element(element(part, 'valueQuantity'), 'unit'));
  const limit = (name: string) => {
    const quantity = element(range, name);
    const same = [undefined, unit].includes(asText(element(quantity, 'unit')));
    return same ? asNumber(element(quantity, 'value')) : undefined;
  };
  return ranges.length === 1 ? { low: limit('low'), high: limit('high') } : {};
}

/** Called low above its own reference range, or high below it. */
function isMisjudged(part: unknown, value: number): boolean {
  const says = (codes: ReadonlySet<string>) =>
    hasCode(element(part, 'interpretation'), INTERPRETATION, codes);
  const { low, high } = rangeOf(part);
  return (
    (says(LOW) && high !== undefined && value > high) || (says(HIGH) && low !== undefined && value < low)
  );
}

/**
 * Why a number is not the measure that its code names, as the end of "because …": the specimen or the body site is
 * another's, or the result's own interpretation denies it (FHIR R4 Observation.specimen, bodySite, interpretation).
 */
export function otherMeasurement(
  observation: unknown,
  part: unknown,
  analyte: Analyte,
  chart: Chart,
): string | undefined {
  const interpretation = element(part, 'interpretation');
  const value = asNumber(element(element(part, 'valueQuantity'), 'value'));
  if (isOfFetus(observation, part)) return 'it was measured on a fetus';
  const other = analyte.kind === 'laboratory' ? otherSpecimen(observation, part, chart) : undefined;
  if (other !== undefined) return other;
  if (hasCode(interpretation, INTERPRETATION, OFF_SCALE)) return 'it lies off the scale of the instrument';
  if (hasCode(interpretation, INTERPRETATION, QUALITY_FAILED)) return 'its quality control failed';
  if (value !== undefined && isMisjudged(part, value))
    return 'its interpretation contradicts its own reference range';
  return undefined;
}
