import { commonModules } from '../dicom/common-modules.ts';
import type { Dataset } from '../dicom/write-part10.ts';
import type { ImagedPerson, StudyMoment } from '../imaged-person.ts';
import type { Projection } from './findings.ts';
import type { Scanner } from './scanner.ts';
import { DETECTOR_SPACING, SIZE } from './thorax.ts';

/** SOP class by modality: Digital X-Ray Image Storage for presentation, Computed Radiography Image Storage. */
export const RADIOGRAPH_CLASSES = {
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  CR: '1.2.840.10008.5.1.4.1.1.1',
} as const;

const coded = (value: string, meaning: string, scheme = 'SCT') => [
  { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning },
];

/** What both classes say about the picture: general image, pixels, VOI (PS3.3 C.7.6.1, C.7.6.3, C.11.2). */
function pictureModules(scanner: Scanner, projection: Projection): Dataset {
  const spacing = DETECTOR_SPACING.toFixed(6);
  return {
    ImageType: ['DERIVED', 'PRIMARY'],
    DerivationDescription: 'Simulated projection',
    PatientOrientation: ['L', 'F'],
    BodyPartExamined: 'CHEST',
    ViewPosition: projection,
    SamplesPerPixel: 1,
    PhotometricInterpretation: scanner.photometric,
    Rows: SIZE,
    Columns: SIZE,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelSpacing: [spacing, spacing],
    ImagerPixelSpacing: [spacing, spacing],
    WindowCenter: '2048',
    WindowWidth: '4096',
    RescaleIntercept: '0',
    RescaleSlope: '1',
    RescaleType: 'US',
    KVP: projection === 'PA' ? '120' : '90',
    DistanceSourceToDetector: projection === 'PA' ? '1800' : '1000',
    LossyImageCompression: '00',
  };
}

/** DX Series, Anatomy Imaged, Image, Detector, Positioning and Acquisition Context (PS3.3 C.8.11, C.7.6.14). */
function digitalModules(scanner: Scanner, projection: Projection): Dataset {
  const inverse = scanner.photometric === 'MONOCHROME1';
  return {
    PresentationIntentType: 'FOR PRESENTATION',
    ImageLaterality: 'U',
    AnatomicRegionSequence: coded('51185008', 'Chest'),
    PixelIntensityRelationship: 'LOG',
    PixelIntensityRelationshipSign: inverse ? 1 : -1,
    PresentationLUTShape: inverse ? 'INVERSE' : 'IDENTITY',
    DetectorType: 'DIRECT',
    DetectorConfiguration: 'AREA',
    PositionerType: 'NONE',
    ViewCodeSequence: [
      {
        ...coded(
          projection === 'PA' ? '399348003' : '399067008',
          projection === 'PA' ? 'postero-anterior' : 'antero-posterior',
        )[0],
        ViewModifierCodeSequence: [],
      },
    ],
    AcquisitionContextSequence: [],
  };
}

/** Everything but the pixels. */
export function chestDataset(
  person: ImagedPerson,
  moment: StudyMoment,
  scanner: Scanner,
  projection: Projection,
): Dataset {
  const digital = scanner.dicomModality === 'DX';
  return {
    ...commonModules(person, moment, scanner, {
      kind: 'chest-radiograph',
      sopClass: RADIOGRAPH_CLASSES[scanner.dicomModality],
      description: `chest ${projection}`,
    }),
    ...pictureModules(scanner, projection),
    ...(digital ? digitalModules(scanner, projection) : { PlateType: 'Storage phosphor' }),
  };
}
