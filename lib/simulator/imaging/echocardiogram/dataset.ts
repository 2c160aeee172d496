import { commonModules } from '../dicom/common-modules.ts';
import type { Dataset } from '../dicom/write-part10.ts';
import type { ImagedPerson, StudyMoment } from '../imaged-person.ts';
import { statedHeartRate } from './cardiac-cycle.ts';
import type { Clip } from './film-heart.ts';
import { HEIGHT, REGION, WIDTH } from './screen.ts';

export const ULTRASOUND_MULTIFRAME = '1.2.840.10008.5.1.4.1.1.3.1';
/** PS3.3 C.8.5.5.1: tissue; centimetres. */
const TISSUE = 1;
const CENTIMETRES = 3;
const FRAME_TIME_TAG = 0x00181063;

/** Where on the screen a centimetre is how many pixels (PS3.3 C.8.5.5). */
function calibration({ screen }: Clip): Dataset {
  return {
    RegionSpatialFormat: 1,
    RegionDataType: TISSUE,
    RegionFlags: 0,
    RegionLocationMinX0: REGION.x0,
    RegionLocationMinY0: REGION.y0,
    RegionLocationMaxX1: REGION.x1,
    RegionLocationMaxY1: REGION.y1,
    ReferencePixelX0: REGION.referenceColumn - REGION.x0,
    ReferencePixelY0: REGION.referenceRow - REGION.y0,
    PhysicalUnitsXDirection: CENTIMETRES,
    PhysicalUnitsYDirection: CENTIMETRES,
    PhysicalDeltaX: 1 / screen.pixelsPerCm,
    PhysicalDeltaY: 1 / screen.pixelsPerCm,
  };
}

const coded = (value: string, meaning: string): Dataset => ({
  CodeValue: value,
  CodingSchemeDesignator: 'SCT',
  CodeMeaning: meaning,
});

/** Everything but the pixels: US Multi-frame, Cine and Region Calibration modules (PS3.3 A.7, C.7.6.5, C.8.5). */
export function echoDataset(
  person: ImagedPerson,
  moment: StudyMoment,
  clip: Clip,
  compressionRatio: number,
): Dataset {
  const { cycle, machine } = clip;
  const frameTime = (1000 / cycle.framesPerSecond).toFixed(3);
  return {
    ...commonModules(
      person,
      moment,
      { dicomModality: 'US', ...machine },
      {
        kind: 'echocardiogram',
        sopClass: ULTRASOUND_MULTIFRAME,
        description: 'apical four-chamber',
      },
    ),
    ImageType: ['DERIVED', 'PRIMARY'],
    DerivationDescription: 'Simulated echocardiogram',
    PatientOrientation: '',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: HEIGHT,
    Columns: WIDTH,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    NumberOfFrames: String(clip.frames.length),
    FrameIncrementPointer: FRAME_TIME_TAG,
    FrameTime: frameTime,
    CineRate: String(cycle.framesPerSecond),
    RecommendedDisplayFrameRate: String(cycle.framesPerSecond),
    StartTrim: '1',
    StopTrim: String(clip.frames.length),
    EffectiveDuration: String(clip.frames.length / cycle.framesPerSecond),
    HeartRate: String(statedHeartRate(cycle)),
    SequenceOfUltrasoundRegions: [calibration(clip)],
    AnatomicRegionSequence: [coded('80891009', 'Heart')],
    ViewCodeSequence: [coded('399214001', 'Apical four chamber')],
    LossyImageCompression: '01',
    LossyImageCompressionRatio: compressionRatio.toFixed(2),
    LossyImageCompressionMethod: 'ISO_10918_1',
  };
}
