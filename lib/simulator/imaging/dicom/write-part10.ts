import dcmjs from 'dcmjs';
import { uniqueIdentifier } from './unique-identifier.ts';

/** A value as dcmjs takes it by keyword (PS3.6): text, number, lists of them, or items of a sequence. */
type Value = string | number | readonly (string | number)[] | readonly Dataset[];
export type Dataset = { readonly [keyword: string]: Value };

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';

/** Uncompressed 16-bit words, or one compressed stream per frame. */
type Pixels =
  | { readonly kind: 'words'; readonly words: Uint16Array }
  | { readonly kind: 'jpeg'; readonly frames: readonly Uint8Array[] };

/** Root and name of the writer; its version is the simulator's, not dcmjs's, so that an update changes no byte. */
const IMPLEMENTATION = {
  class: uniqueIdentifier(0, 0, 'implementation'),
  version: 'CONSILIUM_SIM',
};

const buffer = (bytes: Uint8Array | Uint16Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return copy;
};

/** 12-bit and 16-bit words in little-endian order, whatever the machine. */
function littleEndian(words: Uint16Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(words.length * 2));
  for (let i = 0; i < words.length; i += 1) view.setUint16(2 * i, words[i] ?? 0, true);
  return view.buffer;
}

/** A DICOM file (PS3.10) of `dataset` and `pixels`; the dataset names its SOP class and instance. */
export function writePart10(dataset: Dataset, pixels: Pixels): Uint8Array {
  const { DicomDict, DicomMetaDictionary } = dcmjs.data;
  const meta = {
    FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
    MediaStorageSOPClassUID: dataset.SOPClassUID,
    MediaStorageSOPInstanceUID: dataset.SOPInstanceUID,
    TransferSyntaxUID: pixels.kind === 'jpeg' ? JPEG_BASELINE : EXPLICIT_LITTLE_ENDIAN,
    ImplementationClassUID: IMPLEMENTATION.class,
    ImplementationVersionName: IMPLEMENTATION.version,
    _vrMap: { FileMetaInformationVersion: 'OB' },
  };
  const data = {
    ...dataset,
    PixelData: pixels.kind === 'jpeg' ? pixels.frames.map(buffer) : [littleEndian(pixels.words)],
    _vrMap: { PixelData: pixels.kind === 'jpeg' ? 'OB' : 'OW' },
  };
  const file = new DicomDict(DicomMetaDictionary.denaturalizeDataset(meta));
  file.dict = DicomMetaDictionary.denaturalizeDataset(data);
  return new Uint8Array(file.write({ fragmentMultiframe: false }));
}
