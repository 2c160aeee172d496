const SPACE = 32;
const MINUS = 45;
const ZERO = 48;
const E = 69;
const L = 76;
const LARGEST = 9999;
/** Longest number written: a sign and four digits, and the space after it. */
const LONGEST = 6;

const decoder = new TextDecoder();

/** Writes the digits of 0 … 9999 and returns where the next character goes. */
function writeDigits(bytes: Uint8Array, at: number, value: number): number {
  const end = at + (value >= 1000 ? 4 : value >= 100 ? 3 : value >= 10 ? 2 : 1);
  let left = value | 0;
  for (let i = end - 1; i >= at; i -= 1) {
    const rest = (left / 10) | 0;
    bytes[i] = ZERO + left - 10 * rest;
    left = rest;
  }
  return end;
}

function writeNumber(bytes: Uint8Array, at: number, counts: number): number {
  if (counts >= 0) return writeDigits(bytes, at, Math.min(LARGEST, counts));
  bytes[at] = MINUS;
  return writeDigits(bytes, at + 1, Math.min(LARGEST, -counts));
}

/**
 * FHIR R4 SampledData.data: the values divided by `factor` as whole numbers, single spaces between; `E` for NaN, `L`
 * below `lowest`. Values beyond ±9999 · `factor` are written as that bound.
 */
export function sampledText(
  values: Float32Array | Float64Array,
  factor = 1,
  lowest = Number.NEGATIVE_INFINITY,
): string {
  const bytes = new Uint8Array(values.length * LONGEST);
  const perUnit = 1 / factor;
  let at = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (value >= lowest) at = writeNumber(bytes, at, Math.round(value * perUnit));
    else {
      bytes[at] = value < lowest ? L : E;
      at += 1;
    }
    bytes[at] = SPACE;
    at += 1;
  }
  return decoder.decode(bytes.subarray(0, Math.max(0, at - 1)));
}
