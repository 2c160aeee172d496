import type { Issue } from '#lib/clinical/issue.ts';
import { WFDB_FORMATS, type WfdbFormat } from './wfdb-formats.ts';
import type { WfdbHeader, WfdbSignal } from './wfdb-header.ts';

/** One signal of a record in physical units. */
export type Lead = {
  readonly label: string;
  readonly unit: string;
  /** Samples per second. */
  readonly rate: number;
  /** `NaN` where nothing was recorded. */
  readonly samples: Float32Array;
};

export type LeadReading = { readonly lead: Lead | undefined; readonly issues: readonly Issue[] };

/** Bytes of a file in the record's folder; `null` when there is none. */
export type OpenFile = (name: string) => Promise<Uint8Array | null>;

/** Where a signal's samples lie among those of its file. */
type Layout = { readonly perFrame: number; readonly before: number };

const failed = (file: string, message: string): LeadReading => ({
  lead: undefined,
  issues: [{ code: 'file-unreadable', severity: 'error', message, file }],
});

function layoutOf(signals: readonly WfdbSignal[], index: number): Layout {
  const signal = signals[index];
  const ofFile = signals.filter(({ file }) => file === signal?.file);
  const earlier = signals.slice(0, index).filter(({ file }) => file === signal?.file);
  const width = (some: readonly WfdbSignal[]) =>
    some.reduce((sum, { samplesPerFrame }) => sum + samplesPerFrame, 0);
  return { perFrame: width(ofFile), before: width(earlier) };
}

/** Format 8 holds differences: each value adds to the one before. */
function digitalReader(signal: WfdbSignal, format: WfdbFormat, view: DataView) {
  if (signal.format !== 8) return (index: number) => format.read(view, index);
  let value = signal.initialValue;
  return (index: number) => {
    value += format.read(view, index);
    return value;
  };
}

function decode(signal: WfdbSignal, format: WfdbFormat, view: DataView, frames: number, layout: Layout) {
  const { samplesPerFrame, gain, baseline } = signal;
  const read = digitalReader(signal, format, view);
  const samples = new Float32Array(frames * samplesPerFrame);
  let [next, sum] = [0, 0];
  for (let frame = 0; frame < frames; frame += 1) {
    const first = frame * layout.perFrame + layout.before;
    for (let k = 0; k < samplesPerFrame; k += 1) {
      const digital = read(first + k);
      sum = (sum + digital) | 0;
      samples[next] = digital === format.invalid ? Number.NaN : (digital - baseline) / gain;
      next += 1;
    }
  }
  return { samples, checksum: sum & 0xffff };
}

/** A skewed signal was recorded `skew` frames late: its samples move forward, and its end is unknown. */
function unskew(samples: Float32Array, by: number): Float32Array {
  if (by === 0) return samples;
  const moved = new Float32Array(samples.length).fill(Number.NaN);
  moved.set(samples.subarray(by));
  return moved;
}

type Contents = { readonly held: number; readonly checksum: number };

/** Whether the file is what its header announces: enough frames, and the same sum of samples modulo 2¹⁶. */
function compareWithHeader(header: WfdbHeader, signal: WfdbSignal, { held, checksum }: Contents): Issue[] {
  const { frames } = header;
  const warn = (message: string): Issue[] => [
    { code: 'structure', severity: 'warning', message, file: signal.file },
  ];
  if (frames !== null && held < frames)
    return warn(`The header announces ${frames} frames; the file holds ${held}, and these are used.`);
  if (frames !== null && signal.checksum !== null && (signal.checksum & 0xffff) !== checksum)
    return warn(
      `The samples add up to ${checksum}, the header says ${signal.checksum & 0xffff} (modulo 65536): the file was changed.`,
    );
  return [];
}

/** Physical samples of signal `index` of a single-segment record. Never throws for bad data. */
export async function readSegmentLead(
  header: WfdbHeader,
  index: number,
  open: OpenFile,
): Promise<LeadReading> {
  const signal = header.signals[index];
  if (!signal)
    return failed(header.name, `There is no lead ${index}; the record has ${header.signals.length}.`);
  const format = WFDB_FORMATS[signal.format];
  if (!format) return failed(signal.file, `Signal format ${signal.format} is not read (FLAC and others).`);
  const bytes = await open(signal.file);
  if (!bytes) return failed(signal.file, 'The signal file is not beside the header.');
  const layout = layoutOf(header.signals, index);
  const offset = Math.min(signal.byteOffset, bytes.byteLength);
  const body = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.byteLength - offset);
  const held = Math.floor(format.samples(body.byteLength) / layout.perFrame);
  const frames = Math.min(header.frames ?? held, held);
  if (frames === 0) return failed(signal.file, 'The signal file holds no complete frame.');
  const { samples, checksum } = decode(signal, format, body, frames, layout);
  return {
    lead: {
      label: signal.description || `lead ${index}`,
      unit: signal.unit,
      rate: header.rate * signal.samplesPerFrame,
      samples: unskew(samples, signal.skew * signal.samplesPerFrame),
    },
    issues: compareWithHeader(header, signal, { held, checksum }),
  };
}
