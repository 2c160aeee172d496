/**
 * How samples lie in a WFDB signal file (signal(5), https://physionet.org/physiotools/wag/signal-5.htm).
 * `read` gives the digital value of sample `index` of the file (all signals of the file counted in turn).
 */
export type WfdbFormat = {
  /** Bytes of `samples` samples, rounded up. */
  readonly bytes: (samples: number) => number;
  /** Samples that fit in `bytes` bytes. */
  readonly samples: (bytes: number) => number;
  readonly read: (view: DataView, index: number) => number;
  /** The digital value that means "not recorded". */
  readonly invalid: number | null;
};

const signed = (value: number, bits: number): number => {
  const shift = 32 - bits;
  return (value << shift) >> shift;
};

const fixed = (
  width: number,
  invalid: number | null,
  read: (view: DataView, at: number) => number,
): WfdbFormat => ({
  bytes: (samples) => samples * width,
  samples: (bytes) => Math.floor(bytes / width),
  read: (view, index) => read(view, index * width),
  invalid,
});

/** Two 12-bit samples in three bytes: the high nibbles share the middle byte. */
const format212: WfdbFormat = {
  bytes: (samples) => Math.ceil(samples * 1.5),
  samples: (bytes) => Math.floor(bytes / 1.5),
  read: (view, index) => {
    const at = Math.floor(index / 2) * 3;
    const middle = view.getUint8(at + 1);
    if (index % 2 === 0) return signed(((middle & 0x0f) << 8) | view.getUint8(at), 12);
    return signed(((middle & 0xf0) << 4) | view.getUint8(at + 2), 12);
  },
  invalid: -2048,
};

/** Bytes past the end read as 0: the last word of a file may be cut. */
const byteAt = (view: DataView, at: number): number => (at < view.byteLength ? view.getUint8(at) : 0);
const wordAt = (view: DataView, at: number): number => byteAt(view, at) | (byteAt(view, at + 1) << 8);

/** Three 10-bit samples in two 16-bit words: 1–10 of each word, and the top five bits of both for the third. */
const format310: WfdbFormat = {
  bytes: (samples) => Math.floor(samples / 3) * 4 + (samples % 3) * 2,
  samples: (bytes) => Math.floor(bytes / 4) * 3 + Math.floor((bytes % 4) / 2),
  read: (view, index) => {
    const at = Math.floor(index / 3) * 4;
    const place = index % 3;
    if (place < 2) return signed((wordAt(view, at + 2 * place) >> 1) & 0x3ff, 10);
    return signed(((wordAt(view, at) >> 11) & 0x1f) | (((wordAt(view, at + 2) >> 11) & 0x1f) << 5), 10);
  },
  invalid: -512,
};

/** Three 10-bit samples in the low 30 bits of a 32-bit word. */
const format311: WfdbFormat = {
  bytes: (samples) => Math.floor(samples / 3) * 4 + (samples % 3 === 0 ? 0 : (samples % 3) + 1),
  samples: (bytes) => Math.floor(bytes / 4) * 3 + Math.max(0, (bytes % 4) - 1),
  read: (view, index) => {
    const at = Math.floor(index / 3) * 4;
    const word = wordAt(view, at) | (wordAt(view, at + 2) << 16);
    return signed((word >>> (10 * (index % 3))) & 0x3ff, 10);
  },
  invalid: -512,
};

/** Format number → layout. Format 8 holds differences: its values are to be summed from the initial value. */
export const WFDB_FORMATS: Readonly<Partial<Record<number, WfdbFormat>>> = {
  8: fixed(1, null, (view, at) => view.getInt8(at)),
  16: fixed(2, -32_768, (view, at) => view.getInt16(at, true)),
  24: fixed(3, -8_388_608, (view, at) =>
    signed(view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16), 24),
  ),
  32: fixed(4, -2_147_483_648, (view, at) => view.getInt32(at, true)),
  61: fixed(2, -32_768, (view, at) => view.getInt16(at, false)),
  80: fixed(1, -128, (view, at) => view.getUint8(at) - 128),
  160: fixed(2, -32_768, (view, at) => view.getUint16(at, true) - 32_768),
  212: format212,
  310: format310,
  311: format311,
};
