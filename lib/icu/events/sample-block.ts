/** What stands for a sample that was not recorded. */
const NONE = -32_768;
const LARGEST = 32_767;

/** Samples of a waveform event: 16-bit little-endian in base64, each `offset + gain · integer`. */
export type SampleBlock = { readonly gain: number; readonly offset: number; readonly samples: string };

/** `NaN`: not recorded. What lies outside of 16 bits is kept at their end, as a converter does. */
export function encodeSamples(values: ArrayLike<number>, gain: number, offset = 0): SampleBlock {
  const view = new DataView(new ArrayBuffer(2 * values.length));
  for (let i = 0; i < values.length; i += 1) {
    const scaled = Math.round(((values[i] ?? Number.NaN) - offset) / gain);
    const kept = Number.isNaN(scaled) ? NONE : Math.min(LARGEST, Math.max(-LARGEST, scaled));
    view.setInt16(2 * i, kept, true);
  }
  const letters = Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte));
  return { gain, offset, samples: btoa(letters.join('')) };
}

/** Samples in their unit, `NaN` where none was recorded. Throws `InvalidCharacterError` for what is not base64. */
export function decodeSamples({ gain, offset, samples }: SampleBlock): Float32Array {
  const letters = atob(samples);
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => {
    const value = view.getInt16(2 * i, true);
    return value === NONE ? Number.NaN : offset + gain * value;
  });
}
