/** How the frames of a file are packed. */
export type Packing =
  | 'native'
  | 'encapsulated'
  | 'deflated-frames'
  | 'rle'
  | 'jpeg'
  | 'jpeg-ls'
  | 'jpeg-2000'
  | 'htj2k'
  | 'jpeg-xl'
  | 'video'
  | 'unsupported';

/** A transfer syntax of PS3.5 section 10 and annex A. */
export type TransferSyntax = {
  readonly uid: string;
  readonly name: string;
  readonly packing: Packing;
  readonly explicit: boolean;
  readonly littleEndian: boolean;
  readonly deflated: boolean;
};

const ROOT = '1.2.840.10008.1.2';

const compressed: readonly (readonly [suffix: string, name: string, packing: Packing])[] = [
  ['.1.98', 'Encapsulated Uncompressed Explicit VR Little Endian', 'encapsulated'],
  ['.4.50', 'JPEG Baseline (Process 1)', 'jpeg'],
  ['.4.51', 'JPEG Extended (Process 2 & 4)', 'jpeg'],
  ['.4.53', 'JPEG Spectral Selection (Process 6 & 8)', 'jpeg'],
  ['.4.55', 'JPEG Full Progression (Process 10 & 12)', 'jpeg'],
  ['.4.57', 'JPEG Lossless (Process 14)', 'jpeg'],
  ['.4.70', 'JPEG Lossless, First-Order Prediction', 'jpeg'],
  ['.4.80', 'JPEG-LS Lossless', 'jpeg-ls'],
  ['.4.81', 'JPEG-LS Near-Lossless', 'jpeg-ls'],
  ['.4.90', 'JPEG 2000 Lossless', 'jpeg-2000'],
  ['.4.91', 'JPEG 2000', 'jpeg-2000'],
  ['.4.92', 'JPEG 2000 Part 2 Multi-component Lossless', 'unsupported'],
  ['.4.93', 'JPEG 2000 Part 2 Multi-component', 'unsupported'],
  ['.4.94', 'JPIP Referenced', 'unsupported'],
  ['.4.95', 'JPIP Referenced Deflate', 'unsupported'],
  ['.4.100', 'MPEG-2 Main Profile / Main Level', 'video'],
  ['.4.100.1', 'Fragmentable MPEG-2 Main Profile / Main Level', 'video'],
  ['.4.101', 'MPEG-2 Main Profile / High Level', 'video'],
  ['.4.101.1', 'Fragmentable MPEG-2 Main Profile / High Level', 'video'],
  ['.4.102', 'MPEG-4 AVC/H.264 High Profile', 'video'],
  ['.4.102.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile', 'video'],
  ['.4.103', 'MPEG-4 AVC/H.264 BD-compatible High Profile', 'video'],
  ['.4.103.1', 'Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile', 'video'],
  ['.4.104', 'MPEG-4 AVC/H.264 High Profile for 2D Video', 'video'],
  ['.4.104.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile for 2D Video', 'video'],
  ['.4.105', 'MPEG-4 AVC/H.264 High Profile for 3D Video', 'video'],
  ['.4.105.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile for 3D Video', 'video'],
  ['.4.106', 'MPEG-4 AVC/H.264 Stereo High Profile', 'video'],
  ['.4.106.1', 'Fragmentable MPEG-4 AVC/H.264 Stereo High Profile', 'video'],
  ['.4.107', 'HEVC/H.265 Main Profile', 'video'],
  ['.4.108', 'HEVC/H.265 Main 10 Profile', 'video'],
  ['.4.110', 'JPEG XL Lossless', 'jpeg-xl'],
  ['.4.111', 'JPEG XL JPEG Recompression', 'jpeg-xl'],
  ['.4.112', 'JPEG XL', 'jpeg-xl'],
  ['.4.201', 'High-Throughput JPEG 2000 Lossless', 'htj2k'],
  ['.4.202', 'High-Throughput JPEG 2000 with RPCL Lossless', 'htj2k'],
  ['.4.203', 'High-Throughput JPEG 2000', 'htj2k'],
  ['.4.204', 'JPIP HTJ2K Referenced', 'unsupported'],
  ['.4.205', 'JPIP HTJ2K Referenced Deflate', 'unsupported'],
  ['.5', 'RLE Lossless', 'rle'],
  ['.8.1', 'Deflated Image Frame Compression', 'deflated-frames'],
];

const little = { explicit: true, littleEndian: true, deflated: false } as const;

const IMPLICIT: TransferSyntax = {
  ...little,
  uid: ROOT,
  name: 'Implicit VR Little Endian',
  packing: 'native',
  explicit: false,
};
const EXPLICIT: TransferSyntax = {
  ...little,
  uid: `${ROOT}.1`,
  name: 'Explicit VR Little Endian',
  packing: 'native',
};

const known: ReadonlyMap<string, TransferSyntax> = new Map(
  [
    IMPLICIT,
    EXPLICIT,
    {
      ...little,
      uid: `${ROOT}.1.99`,
      name: 'Deflated Explicit VR Little Endian',
      packing: 'native' as const,
      deflated: true,
    },
    {
      ...little,
      uid: `${ROOT}.2`,
      name: 'Explicit VR Big Endian',
      packing: 'native' as const,
      littleEndian: false,
    },
    ...compressed.map(([suffix, name, packing]) => ({ ...little, uid: ROOT + suffix, name, packing })),
  ].map((syntax) => [syntax.uid, syntax]),
);

/** The syntax of that UID; an unknown one is read as explicit little endian and refused when it comes to pixels. */
export const transferSyntaxOf = (uid: string): TransferSyntax =>
  known.get(uid) ?? { ...little, uid, name: `unknown (${uid})`, packing: 'unsupported' };
