import type { Observation, Reference } from 'fhir/r4';
import { clamp, quantise } from '../arithmetic.ts';
import { formatDateTime } from '../calendar.ts';
import type { ImagedPerson } from '../imaging/imaged-person.ts';
import { openStream } from '../stream.ts';
import { concept, hl7, referTo } from './reference.ts';

/** Percentage points between two readings of one ventricle: Thavendiranathan P et al., J Am Coll Cardiol 2013;61:77–84. */
const READER_DEVIATION = 4;

/** The reader's ejection fraction, in whole percent, from an echocardiogram whose true one is `fraction` (%). */
export function measuredFraction({ seed, index }: ImagedPerson, fraction: number): number {
  const error = openStream(seed, index, 'echo-reading').normal(0, READER_DEVIATION);
  return quantise(clamp(fraction + error, 8, 80), 0);
}

/** The report's one number, read from the ImagingStudy `study`. */
export function ejectionFractionResource(
  patient: string,
  encounter: Reference,
  study: string,
  reading: { readonly ms: number; readonly percent: number },
): Observation {
  return {
    resourceType: 'Observation',
    id: `${patient}-ejection-fraction`,
    status: 'final',
    category: [hl7('observation-category', 'imaging')],
    code: concept('http://loinc.org', '10230-1', 'Left ventricular ejection fraction'),
    subject: referTo('Patient', patient),
    encounter,
    effectiveDateTime: formatDateTime(reading.ms),
    valueQuantity: { value: reading.percent, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
    method: { text: 'Simpson, single plane, apical four-chamber' },
    derivedFrom: [referTo('ImagingStudy', study)],
  };
}
