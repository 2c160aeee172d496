import { describe, expect, it } from 'vitest';
import { chartOf, patient, type Resource } from '../fixtures/charts.ts';
import { imaging } from './modality.ts';

const UID = '2.25.329800735698586629295641978511506172918';
const subject = { reference: 'Patient/p' };
const endpoint = (id: string, address: unknown, code = 'dicom-wado-rs'): Resource => ({
  resourceType: 'Endpoint',
  id,
  status: 'active',
  connectionType: { system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type', code },
  payloadType: [{ text: 'DICOM' }],
  address,
});
const study = (id: string, more: object = {}): Resource => ({
  resourceType: 'ImagingStudy',
  id,
  status: 'available',
  subject,
  identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${UID}` }],
  started: '2026-03-01T07:10:00-05:00',
  description: 'SIMULATED chest PA',
  endpoint: [{ reference: 'Endpoint/e' }],
  series: [
    {
      uid: '2.25.2',
      modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'DX' },
      instance: [
        {
          uid: '2.25.3',
          sopClass: { system: 'urn:ietf:rfc:3986', code: 'urn:oid:1.2.840.10008.5.1.4.1.1.1.1' },
        },
      ],
    },
  ],
  ...more,
});
const parse = (...resources: Resource[]) => imaging.parse(chartOf([patient, ...resources]));

describe('imaging', () => {
  it('reads where the pictures of a patient are', () => {
    const { slice, issues } = parse(study('s'), endpoint('e', '/api/dicomweb'));
    expect(issues).toEqual([]);
    expect(slice?.studies).toEqual([
      {
        reference: 'ImagingStudy/s',
        uid: UID,
        started: expect.objectContaining({ recorded: '2026-03-01T07:10:00-05:00' }),
        description: 'SIMULATED chest PA',
        dicomModalities: ['DX'],
        kept: 'here',
        series: [
          {
            uid: '2.25.2',
            dicomModality: 'DX',
            description: null,
            instances: [{ uid: '2.25.3', sopClass: '1.2.840.10008.5.1.4.1.1.1.1', title: null }],
          },
        ],
      },
    ]);
  });

  it('is absent without a study', () => {
    expect(parse()).toEqual({ slice: undefined, issues: [] });
  });

  it.each([
    ['https://pacs.example/dicom-web', 'dicom-wado-rs', 'elsewhere'],
    ['/api/dicomweb/', 'dicom-wado-rs', 'here'],
    ['/api/dicomweb', 'hl7-fhir-rest', 'not-stated'],
    [17, 'dicom-wado-rs', 'not-stated'],
    ['javascript:alert(1)', 'dicom-wado-rs', 'elsewhere'],
  ])('takes the endpoint %s (%s) as %s', (address, code, kept) => {
    expect(parse(study('s'), endpoint('e', address, code)).slice?.studies[0]?.kept).toBe(kept);
  });

  it.each([
    ['a cancelled study', { status: 'cancelled' }, 'status-excluded', 0],
    ['a study without a UID', { identifier: [{ system: 'urn:dicom:uid', value: 'chest' }] }, 'structure', 0],
    ['a study whose UID is no list', { identifier: 'x' }, 'structure', 0],
    ['a date of no calendar', { started: '2026-02-30' }, 'date-invalid', 1],
    ['a series without a UID', { series: [{ uid: '../../etc' }] }, 'structure', 1],
    ['an image without a UID', { series: [{ uid: '2.25.2', instance: [{ uid: 4 }] }] }, 'structure', 1],
  ])('says what is wrong with %s', (_, more, code, studies) => {
    const { slice, issues } = parse(study('s', more), endpoint('e', '/api/dicomweb'));
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    expect(slice?.studies.length ?? 0).toBe(studies);
  });

  it('takes a UID that is sent as a URI', () => {
    const identifier = [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.840.99.3' }];
    expect(parse(study('s', { identifier, endpoint: [] })).slice?.studies[0]?.uid).toBe('1.2.840.99.3');
  });

  it('lists the newest first, the undated last, and a study that was sent under two ids once', () => {
    const uid = (value: string) => ({ identifier: [{ system: 'urn:dicom:uid', value }] });
    const { slice, issues } = parse(
      study('old', { ...uid('2.25.11'), started: '2020-01-01' }),
      study('undated', { ...uid('2.25.12'), started: undefined }),
      study('new', { ...uid('2.25.13'), started: '2026-01-01' }),
      study('again', { ...uid('2.25.13'), started: '2026-01-01' }),
    );
    expect(slice?.studies.map(({ reference }) => reference)).toEqual([
      'ImagingStudy/new',
      'ImagingStudy/old',
      'ImagingStudy/undated',
    ]);
    expect(issues.map(({ code }) => code).toSorted()).toEqual(['duplicate-id', 'value-missing']);
  });

  it('survives JSON', () => {
    const { slice } = parse(study('s'), endpoint('e', '/api/dicomweb'));
    expect(JSON.parse(JSON.stringify(slice))).toEqual(slice);
  });
});
