/** One element of a data set (PS3.5 section 7.1): its value as bytes of the file, its items, or its fragments. */
export type DicomElement =
  | {
      readonly kind: 'value';
      readonly tag: number;
      readonly vr: string;
      readonly bytes: Uint8Array;
      /** Numbers in `bytes` have their most significant byte first. */
      readonly bigEndian?: true;
    }
  | { readonly kind: 'sequence'; readonly tag: number; readonly vr: 'SQ'; readonly items: readonly DataSet[] }
  /** Encapsulated pixel data (PS3.5 annex A.4); the first fragment is the basic offset table. */
  | {
      readonly kind: 'fragments';
      readonly tag: number;
      readonly vr: string;
      readonly fragments: readonly Uint8Array[];
    };

/** Elements by tag (group · 65536 + element), in the order of the file. */
export type DataSet = ReadonlyMap<number, DicomElement>;

/** How the elements of a file are laid out. */
export type Encoding = { readonly explicit: boolean; readonly littleEndian: boolean };

export type Part10File = {
  /** Group 0002; empty when the file has none. */
  readonly meta: DataSet;
  readonly transferSyntax: string;
  readonly encoding: Encoding;
  readonly body: DataSet;
  /** Why reading ended early; `body` holds what stands before. */
  readonly fault: Fault | null;
};

/** Where the elements of a file break off. */
export type Fault = {
  /** The element of the top level that could not be read whole; `null` when not even its tag could. */
  readonly tag: number | null;
  /** The bytes ran out; otherwise they contradict themselves. */
  readonly cut: boolean;
  /** The end of a sentence about the file: "it …". */
  readonly reason: string;
};

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const DEFLATED_LITTLE_ENDIAN = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';

/** Pixel data, as integers, floats and doubles (PS3.3 C.7.6.3, C.7.6.24). */
export const PIXEL_TAGS: ReadonlySet<number> = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);
export const PIXEL_DATA = 0x7fe00010;

export const encodingOf = (transferSyntax: string): Encoding => ({
  explicit: transferSyntax !== IMPLICIT_LITTLE_ENDIAN,
  littleEndian: transferSyntax !== EXPLICIT_BIG_ENDIAN,
});

/** `00100010`, as DICOM JSON names it. */
export const tagKey = (tag: number): string => tag.toString(16).toUpperCase().padStart(8, '0');

/** `(0010,0010)`, as the standard writes it. */
export const tagText = (tag: number): string => `(${tagKey(tag).slice(0, 4)},${tagKey(tag).slice(4)})`;

/** Odd groups belong to manufacturers (PS3.5 section 7.8). */
export const isPrivate = (tag: number): boolean => ((tag >>> 16) & 1) === 1;
