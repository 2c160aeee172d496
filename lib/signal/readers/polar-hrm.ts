import { DAY_MS } from '#lib/clinical/moment.ts';
import { midnightOf } from './day-order.ts';
import { readTimeCell } from './time-cell.ts';

/** What a file of a Polar heart rate monitor holds. */
export type PolarHrm = {
  /** In ms, beat by beat; or heart rates per minute, one every `everySeconds`. */
  readonly data:
    | { readonly kind: 'intervals'; readonly values: Float64Array }
    | { readonly kind: 'rates'; readonly values: Float64Array; readonly everySeconds: number }
    /** Why there is none. */
    | { readonly kind: 'none'; readonly because: string };
  /** Local second of the day, as `[Params] StartTime` has it. */
  readonly localStart: number | undefined;
  /** ms of the start as if the local clock were UTC; `undefined`: the file tells no day. */
  readonly startMs: number | undefined;
  /** Lines of `[HRData]` that are no numbers. */
  readonly unread: number;
};

/** Recording intervals that are no seconds (Polar HRM file format, `[Params] Interval`). */
const BEAT_BY_BEAT = 238;
const INTERMEDIATE_TIMES = 204;

/** Whether a text is a file of that kind: sections in brackets, the parameters among them. */
export const isPolarHrm = (head: string): boolean => /^\uFEFF?[\t ]*\[Params\][\t ]*$/m.test(head);

/** Lines of each section, by its name. */
function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/).map((one) => one.trim())) {
    const name = /^\uFEFF?\[([^\]]+)\]$/.exec(line)?.[1];
    if (name !== undefined) {
      lines = [];
      if (!sections.has(name)) sections.set(name, lines);
    } else if (line !== '') lines.push(line);
  }
  return sections;
}

const parametersOf = (lines: readonly string[]): Map<string, string> =>
  new Map(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value.trim()] as const];
    }),
  );

function dataOf(values: Float64Array, interval: number): PolarHrm['data'] {
  if (values.length === 0) return { kind: 'none', because: 'Its section [HRData] holds no numbers.' };
  if (interval === BEAT_BY_BEAT) return { kind: 'intervals', values };
  if (interval === INTERMEDIATE_TIMES)
    return { kind: 'none', because: 'It holds intermediate times and no recording.' };
  if (interval > 0) return { kind: 'rates', values, everySeconds: interval };
  return { kind: 'none', because: 'Its [Params] do not say what [HRData] holds: Interval is missing.' };
}

/** When it began by `[Params]`: second of the day, and ms where a day is written. */
function startOf(parameters: ReadonlyMap<string, string>): Pick<PolarHrm, 'localStart' | 'startMs'> {
  const clock = readTimeCell(parameters.get('StartTime') ?? '');
  const date = readTimeCell(parameters.get('Date') ?? '');
  const time = clock?.kind === 'civil' ? clock.time : undefined;
  if (time === undefined) return { localStart: undefined, startMs: undefined };
  const midnight = date?.kind === 'civil' && date.date ? midnightOf(date.date, 'year-first') : undefined;
  return {
    localStart: (time % DAY_MS) / 1000,
    startMs: midnight === undefined ? undefined : midnight + time,
  };
}

/** Reads a `.hrm` file of Polar: data stand under `[HRData]` alone, and `[Params] Interval` says what they are. */
export function readPolarHrm(text: string): PolarHrm {
  const sections = sectionsOf(text);
  const parameters = parametersOf(sections.get('Params') ?? []);
  const numbers = (sections.get('HRData') ?? []).map((line) => Number(line.split(/[\t ]/)[0]));
  const values = Float64Array.from(numbers.filter((value) => value > 0));
  return {
    data: dataOf(values, Number(parameters.get('Interval') ?? Number.NaN)),
    ...startOf(parameters),
    unread: numbers.filter(Number.isNaN).length,
  };
}
