import type { PictureHeader } from '#lib/dicom/picture-header.ts';

/** One world unit is the width of a pixel, so that coordinates are those of the picture. */
const modules: Readonly<Record<string, (header: PictureHeader, id: string) => unknown>> = {
  imagePlaneModule: ({ rows, columns, aspect }, id) => ({
    rows,
    columns,
    rowPixelSpacing: aspect,
    columnPixelSpacing: 1,
    rowCosines: [1, 0, 0],
    columnCosines: [0, 1, 0],
    imagePositionPatient: [0, 0, 0],
    imageOrientationPatient: [1, 0, 0, 0, 1, 0],
    frameOfReferenceUID: id,
  }),
  imagePixelModule: ({ coloured, bitsStored }) => ({
    samplesPerPixel: coloured ? 3 : 1,
    photometricInterpretation: coloured ? 'RGB' : 'MONOCHROME2',
    bitsAllocated: bitsStored > 8 ? 16 : 8,
    bitsStored,
    highBit: bitsStored - 1,
    pixelRepresentation: 0,
  }),
  generalSeriesModule: ({ labels }) => ({ modality: labels.dicomModality }),
};

/** What the view is told of a picture, by the names of its modules; `undefined` for what it need not know. */
export const pictureMetadata = (header: PictureHeader, type: string, id: string): unknown =>
  modules[type]?.(header, id);
