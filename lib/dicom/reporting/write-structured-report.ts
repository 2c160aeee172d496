import dcmjs from 'dcmjs';
import {
  type ContentItem,
  coded,
  codeItem,
  container,
  dcm,
  imageItem,
  numberItem,
  sourceItem,
  textItem,
  uidItem,
} from './content-items.ts';
import {
  KIND_DESCRIPTIONS,
  type MeasuredImage,
  type MeasurementReport,
  type ReportedMeasurement,
  roundedValue,
} from './measurement-report.ts';

const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Names this program as the observer; a UUID below 2.25 (PS3.5 annex B.2). */
const DEVICE_UID = '2.25.108640529613402186157360327236104513921';
const UNIT_NAMES: Readonly<Record<string, string>> = {
  '1': 'no units',
  mL: 'mL',
  '%': 'Percent',
  mm: 'mm',
  deg: 'deg',
};

/** A new UID below 2.25: a random UUID as a decimal number (PS3.5 annex B.2). */
const newUid = (): string => `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`)}`;

function measurementItem(measurement: ReportedMeasurement): ContentItem {
  const { concept, unit, method } = KIND_DESCRIPTIONS[measurement.kind];
  const units = { scheme: 'UCUM', code: unit, meaning: UNIT_NAMES[unit] ?? unit };
  return numberItem(concept, roundedValue(measurement), units, [
    ...(method
      ? [
          codeItem(
            'HAS CONCEPT MOD',
            { scheme: 'SCT', code: '370129005', meaning: 'Measurement Method' },
            method,
          ),
        ]
      : []),
    sourceItem(measurement.image),
  ]);
}

/** TID 1501: the measurements of one picture. */
function groupItem(measurements: readonly ReportedMeasurement[], number: number): ContentItem {
  return container(dcm('125007', 'Measurement Group'), [
    textItem('HAS OBS CONTEXT', dcm('112039', 'Tracking Identifier'), `Picture ${number}`),
    uidItem('HAS OBS CONTEXT', dcm('112040', 'Tracking Unique Identifier'), newUid()),
    ...measurements.map(measurementItem),
  ]);
}

const keyOf = ({ instanceUid, frame }: MeasuredImage): string => `${instanceUid} ${frame ?? ''}`;

/** TID 1500, Measurement Report (PS3.16). */
function content(measurements: readonly ReportedMeasurement[]): ContentItem[] {
  const groups = [...Map.groupBy(measurements, ({ image }) => image.instanceUid).values()];
  const images = [...new Map(measurements.map(({ image }) => [keyOf(image), image])).values()];
  return [
    codeItem('HAS CONCEPT MOD', dcm('121049', 'Language of Content Item and Descendants'), {
      scheme: 'RFC5646',
      code: 'en',
      meaning: 'English',
    }),
    codeItem('HAS OBS CONTEXT', dcm('121005', 'Observer Type'), dcm('121007', 'Device')),
    uidItem('HAS OBS CONTEXT', dcm('121012', 'Device Observer UID'), DEVICE_UID),
    textItem('HAS OBS CONTEXT', dcm('121013', 'Device Observer Name'), 'Consilium'),
    codeItem('HAS CONCEPT MOD', dcm('121058', 'Procedure reported'), {
      scheme: 'SCT',
      code: '363679005',
      meaning: 'Imaging procedure',
    }),
    container(dcm('111028', 'Image Library'), [
      container(dcm('126200', 'Image Library Group'), images.map(imageItem)),
    ]),
    container(
      dcm('126010', 'Imaging Measurements'),
      groups.map((group, k) => groupItem(group, k + 1)),
    ),
  ];
}

/** Every picture that is referred to, by study and series (PS3.3 C.17.2, Current Requested Procedure Evidence). */
function evidence(measurements: readonly ReportedMeasurement[]) {
  const images = [...new Map(measurements.map(({ image }) => [image.instanceUid, image])).values()];
  return [...Map.groupBy(images, ({ studyUid }) => studyUid)].map(([study, ofStudy]) => ({
    StudyInstanceUID: study,
    ReferencedSeriesSequence: [...Map.groupBy(ofStudy, ({ seriesUid }) => seriesUid)].map(
      ([series, ofSeries]) => ({
        SeriesInstanceUID: series,
        ReferencedSOPSequence: ofSeries.map(({ sopClassUid, instanceUid }) => ({
          ReferencedSOPClassUID: sopClassUid,
          ReferencedSOPInstanceUID: instanceUid,
        })),
      }),
    ),
  }));
}

const digits = (text: string): string => text.replace(/\D/g, '');

/**
 * A DICOM Structured Report by template TID 1500 (Comprehensive SR), in the study of its first picture.
 * Throws `RangeError` for a report without measurements: there is nothing to refer to.
 */
export function writeStructuredReport(report: MeasurementReport): Uint8Array<ArrayBuffer> {
  const { patient, measured, measurements } = report;
  const [first] = measurements;
  if (!first) throw new RangeError('A structured report needs a measurement.');
  const instance = newUid();
  const zone = /([+-]\d{2}):?(\d{2})$/.exec(measured);
  const dataset = {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: COMPREHENSIVE_SR,
    SOPInstanceUID: instance,
    StudyInstanceUID: first.image.studyUid,
    SeriesInstanceUID: newUid(),
    StudyDate: report.studyDate,
    StudyTime: report.studyTime,
    ContentDate: digits(measured.slice(0, 10)),
    ContentTime: digits(measured.slice(11, 19)),
    TimezoneOffsetFromUTC: zone ? `${zone[1]}${zone[2]}` : '+0000',
    PatientName: patient.name,
    PatientID: patient.id,
    PatientBirthDate: patient.birthDate,
    PatientSex: patient.sex,
    AccessionNumber: '',
    ReferringPhysicianName: '',
    StudyID: '',
    Modality: 'SR',
    SeriesNumber: 1,
    InstanceNumber: 1,
    SeriesDescription: 'Measurements',
    Manufacturer: 'Consilium',
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    CurrentRequestedProcedureEvidenceSequence: evidence(measurements),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: coded(dcm('126000', 'Imaging Measurement Report')),
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '1500' }],
    ContentSequence: content(measurements),
  };
  return serialise(dataset, instance);
}

function serialise(dataset: Record<string, unknown>, instance: string): Uint8Array<ArrayBuffer> {
  const { DicomDict, DicomMetaDictionary } = dcmjs.data;
  const file = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: COMPREHENSIVE_SR,
      MediaStorageSOPInstanceUID: instance,
      TransferSyntaxUID: EXPLICIT_LITTLE_ENDIAN,
      ImplementationClassUID: DEVICE_UID,
      ImplementationVersionName: 'CONSILIUM',
      _vrMap: { FileMetaInformationVersion: 'OB' },
    }),
  );
  file.dict = DicomMetaDictionary.denaturalizeDataset(dataset);
  return new Uint8Array(file.write());
}
