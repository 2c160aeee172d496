import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, element } from '#lib/fhir/elements.ts';
import type { ImagedStudy } from './slice.ts';

/** Where this app answers DICOMweb. */
const OWN = '/api/dicomweb';
const DICOMWEB = new Set(['dicom-wado-rs', 'dicom-qido-rs']);

/** The endpoints that a study or one of its series names, as far as the chart holds them. */
function endpointsOf(study: unknown, chart: Chart): readonly unknown[] {
  return [study, ...asObjects(element(study, 'series'))]
    .flatMap((one) => asObjects(element(one, 'endpoint')))
    .flatMap((reference) => chart.resolve(reference, study) ?? []);
}

function isDicomweb(endpoint: unknown): boolean {
  const type = asText(element(element(endpoint, 'connectionType'), 'code'));
  return type !== undefined && DICOMWEB.has(type) && element(endpoint, 'status') !== 'entered-in-error';
}

/** Whether the chart places a study in this app's own DICOMweb, in another, or says nothing (FHIR R4 Endpoint). */
export function keptAt(study: unknown, chart: Chart): ImagedStudy['kept'] {
  const addresses = endpointsOf(study, chart)
    .filter(isDicomweb)
    .flatMap((endpoint) => asText(element(endpoint, 'address')) ?? []);
  if (addresses.length === 0) return 'not-stated';
  return addresses.some((address) => address.replace(/\/$/, '') === OWN) ? 'here' : 'elsewhere';
}
