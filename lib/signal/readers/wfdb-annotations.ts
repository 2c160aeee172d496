/** One annotation of a WFDB annotation file (annot(5), https://physionet.org/physiotools/wag/annot-5.htm). */
type WfdbAnnotation = { readonly sample: number; readonly code: number };

const SKIP = 59;
const AUX = 63;

/** Codes that mark a beat: `isqrs` of WFDB's ecgcodes.h (normal, bundle branch block, ectopic, paced, fusion …). */
const BEATS = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 30, 34, 35, 38, 41]);

export const isBeat = ({ code }: WfdbAnnotation): boolean => BEATS.has(code);

/** A 32-bit number in PDP-11 order: high word first, each word little-endian. */
const longAt = (view: DataView, at: number): number =>
  (view.getUint16(at, true) << 16) | view.getUint16(at + 2, true);

type Step = { readonly bytes: number; readonly samples: number };

/** How far one word leads: in the file beyond itself, and in time. `undefined`: the end, or no annotation file. */
function stepOf(view: DataView, at: number, code: number, low: number): Step | undefined {
  if (code === 0 && low === 0) return undefined;
  if (code < SKIP) return { bytes: 0, samples: low };
  if (code === SKIP) return at + 4 <= view.byteLength ? { bytes: 4, samples: longAt(view, at) } : undefined;
  if (code === AUX) return { bytes: low + (low % 2), samples: 0 };
  return { bytes: 0, samples: 0 };
}

/** Reads the annotations of a `.atr` or `.qrs` file in MIT format; stops at the end mark or where the file is cut. */
export function readWfdbAnnotations(bytes: Uint8Array): readonly WfdbAnnotation[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: WfdbAnnotation[] = [];
  let [at, sample] = [0, 0];
  while (at + 2 <= view.byteLength) {
    const word = view.getUint16(at, true);
    const code = word >> 10;
    at += 2;
    const step = stepOf(view, at, code, word & 0x3ff);
    if (!step) break;
    at += step.bytes;
    sample += step.samples;
    if (code > 0 && code < SKIP) found.push({ sample, code });
  }
  return found;
}
