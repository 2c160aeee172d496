import type { Endpoint, ImagingStudy, Reference } from 'fhir/r4';
import { formatDateTime } from '../calendar.ts';
import type { StudyDescription } from '../imaging/study.ts';
import { hl7, referTo } from './reference.ts';

const SNOMED_CT = 'http://snomed.info/sct';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';

const BODY_SITES = {
  'chest-radiograph': { system: SNOMED_CT, code: '51185008', display: 'Chest' },
  echocardiogram: { system: SNOMED_CT, code: '80891009', display: 'Heart' },
} as const;

/** Where a patient's images are had: the app's own DICOMweb, whatever its address. */
export function endpointResource(patient: string): Endpoint {
  return {
    resourceType: 'Endpoint',
    id: `${patient}-dicomweb`,
    status: 'active',
    connectionType: {
      system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
      code: 'dicom-wado-rs',
    },
    name: 'SIMULATED images',
    payloadType: [hl7('endpoint-payload-type', 'any')],
    payloadMimeType: ['application/dicom'],
    address: '/api/dicomweb',
  };
}

/** One study of one series of one instance, by the UIDs that the DICOM file carries. */
export function imagingStudyResource(
  patient: string,
  encounter: Reference,
  { kind, uids, dicomModality, sopClass, description, ms }: StudyDescription,
): ImagingStudy {
  const started = formatDateTime(ms);
  const device = { system: DICOM, code: dicomModality };
  return {
    resourceType: 'ImagingStudy',
    id: `${patient}-${kind}`,
    identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${uids.study}` }],
    status: 'available',
    modality: [device],
    subject: referTo('Patient', patient),
    encounter,
    started,
    endpoint: [referTo('Endpoint', `${patient}-dicomweb`)],
    numberOfSeries: 1,
    numberOfInstances: 1,
    description,
    series: [
      {
        uid: uids.series,
        number: 1,
        modality: device,
        description,
        numberOfInstances: 1,
        bodySite: BODY_SITES[kind],
        started,
        instance: [
          {
            uid: uids.instance,
            sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${sopClass}` },
            number: 1,
          },
        ],
      },
    ],
  };
}
