import type { Issue } from '#lib/clinical/issue.ts';

/** One signal line of a WFDB header (header(5), https://physionet.org/physiotools/wag/header-5.htm). */
export type WfdbSignal = {
  readonly file: string;
  readonly format: number;
  readonly samplesPerFrame: number;
  readonly skew: number;
  readonly byteOffset: number;
  /** Digital units per physical unit. */
  readonly gain: number;
  readonly baseline: number;
  readonly unit: string;
  readonly initialValue: number;
  /** Sum of all digital values modulo 2¹⁶, with or without sign; `null`: not stated. */
  readonly checksum: number | null;
  readonly description: string;
};

export type WfdbSegment = { readonly name: string; readonly frames: number };

export type WfdbHeader = {
  readonly name: string;
  /** Frames per second. */
  readonly rate: number;
  /** `null`: not stated, to be counted in the signal file. */
  readonly frames: number | null;
  readonly signals: readonly WfdbSignal[];
  /** Time of day and date of the first sample as written, `HH:MM:SS` and `DD/MM/YYYY`; `''`: not stated. */
  readonly baseTime: string;
  readonly baseDate: string;
  /** Not empty: the record is the segments in series. */
  readonly segments: readonly WfdbSegment[];
};

type WfdbHeaderReading = {
  readonly header: WfdbHeader | undefined;
  readonly issues: readonly Issue[];
};

const DEFAULT_RATE = 250;
const DEFAULT_GAIN = 200;
/** A name of a file in the record's own folder: hostile headers must not lead out of it. */
const PLAIN_NAME = /^[^/\\\0]+$/;

const RECORD =
  /^(?<name>[^\s/]+)(?:\/(?<segments>\d+))?\s+(?<signals>\d+)(?:\s+(?<rate>[\d.eE+-]+)\S*)?(?:\s+(?<frames>\d+))?(?:\s+(?<time>[\d:.]+))?(?:\s+(?<date>[\d/]+))?/;
const FORMAT = /^(?<format>\d+)(?:x(?<perFrame>\d+))?(?::(?<skew>\d+))?(?:\+(?<offset>\d+))?$/;
const GAIN = /^(?<gain>-?[\d.]+(?:[eE][+-]?\d+)?)(?:\((?<baseline>-?\d+)\))?(?:\/(?<unit>\S+))?$/;

const complain = (file: string, message: string): Issue => ({
  code: 'structure',
  severity: 'error',
  message,
  file,
});

const usable = (value: number, otherwise: number) =>
  Number.isFinite(value) && value > 0 ? value : otherwise;

type Groups = { readonly [group: string]: string | undefined };

function readFormat(text: string | undefined): Groups | undefined {
  return FORMAT.exec(text ?? '')?.groups;
}

function readGain(text: string | undefined, adcZero: number) {
  const groups: Groups = GAIN.exec(text ?? '')?.groups ?? {};
  const gain = Number(groups.gain ?? 0);
  return {
    gain: Number.isFinite(gain) && gain !== 0 ? gain : DEFAULT_GAIN,
    baseline: groups.baseline === undefined ? adcZero : Number(groups.baseline),
    unit: groups.unit ?? 'mV',
  };
}

const whole = (text: string | undefined): number | null => (/^-?\d+$/.test(text ?? '') ? Number(text) : null);

/** `file format [gain [bits [zero [initial [checksum [block [description]]]]]]]`. */
function readSignal(line: string): WfdbSignal | undefined {
  const [file, formatText, gainText, , zero, initial, checksum, , ...words] = line.trim().split(/\s+/);
  const format = readFormat(formatText);
  if (!file || !PLAIN_NAME.test(file) || !format) return undefined;
  const adcZero = whole(zero) ?? 0;
  return {
    file,
    format: Number(format.format),
    samplesPerFrame: Math.max(1, Number(format.perFrame ?? 1)),
    skew: Number(format.skew ?? 0),
    byteOffset: Number(format.offset ?? 0),
    ...readGain(gainText, adcZero),
    initialValue: whole(initial) ?? adcZero,
    checksum: whole(checksum),
    description: words.join(' '),
  };
}

function readSegment(line: string): WfdbSegment | undefined {
  const parts = /^(?<name>\S+)\s+(?<frames>\d+)$/.exec(line.trim())?.groups;
  if (!parts?.name || !PLAIN_NAME.test(parts.name)) return undefined;
  return { name: parts.name, frames: Number(parts.frames) };
}

function readLines<T>(
  lines: readonly string[],
  read: (line: string) => T | undefined,
  file: string,
): { found: T[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const found: T[] = [];
  for (const [index, line] of lines.entries()) {
    const one = read(line);
    if (one === undefined)
      issues.push(
        complain(file, `Line ${index + 1} after the record line cannot be read: ${line.slice(0, 60)}`),
      );
    else found.push(one);
  }
  return { found, issues };
}

/** What the record line alone tells. */
const recordOf = ({ rate, frames, time = '', date = '' }: Groups) => ({
  rate: usable(Number(rate ?? DEFAULT_RATE), DEFAULT_RATE),
  frames: usable(Number(frames ?? 0), 0) || null,
  baseTime: time,
  baseDate: date,
});

/** Reads a `.hea` file. Never throws: what cannot be read is an issue that names the line. */
export function readWfdbHeader(text: string, file: string): WfdbHeaderReading {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const record: Groups | undefined = RECORD.exec(lines[0]?.trim() ?? '')?.groups;
  if (!record?.name)
    return { header: undefined, issues: [complain(file, 'The first line is no WFDB record line.')] };
  const segmented = record.segments !== undefined;
  const expected = Number(segmented ? record.segments : record.signals);
  const body = lines.slice(1, 1 + expected);
  const signals = readLines(segmented ? [] : body, readSignal, file);
  const segments = readLines(segmented ? body : [], readSegment, file);
  const issues = [...signals.issues, ...segments.issues];
  if (body.length < expected)
    issues.push(complain(file, `${expected} lines are announced; ${body.length} are there.`));
  const header: WfdbHeader = {
    name: record.name,
    ...recordOf(record),
    signals: signals.found,
    segments: segments.found,
  };
  return { header, issues };
}
