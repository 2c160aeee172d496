import type { Issue } from '#lib/clinical/issue.ts';
import { type Intervals, intervalsInSeries } from '../hrv/intervals.ts';
import { disagreements } from '../sources/disagreement.ts';
import { mergeReadings } from '../sources/merge-readings.ts';
import { byPriority } from '../sources/source-kind.ts';
import { type AppleRecord, readAppleRecord } from './apple-record.ts';
import { type EvenSeries, layOnSteps } from './even-series.ts';
import { LatestSamples, type Sample, type Samples } from './latest-samples.ts';
import { numberOf } from './number-cell.ts';
import { type Tag, TagScanner } from './tag-scanner.ts';

/** What an `export.xml` of Apple Health holds of the quantities that are read here. */
export type AppleHealth = {
  /** Beat by beat, of every recording of heart rate variability. */
  readonly intervals: Intervals;
  /** % by the minute; the watch reads it a few times an hour. `undefined`: none, or over more than the longest span. */
  readonly saturation: EvenSeries | undefined;
  /** Of the latest days, one by one as the devices wrote them. */
  readonly samples: Samples;
  readonly issues: readonly Issue[];
};

const ROOT = 'HealthData';
const RECORD = 'Record';
const BEAT = 'InstantaneousBeatsPerMinute';
const NOTE = 'MetadataEntry';
const ENTERED = 'HKWasUserEntered';

/** Whether a file that begins so is an export of Apple Health. */
export const isAppleHealth = (head: string): boolean => /<(!DOCTYPE )?HealthData[\s>[]/.test(head);

const warning = (code: Issue['code'], message: string): Issue => ({ code, severity: 'warning', message });

/** Reads the file piece by piece, for it can be several gigabytes; memory holds the readings alone. */
export class AppleHealthReader {
  readonly #scanner = new TagScanner(new Set([ROOT, RECORD, BEAT, NOTE]), (tag) => this.#take(tag));
  readonly #saturation: Sample[] = [];
  readonly #ms: number[] = [];
  readonly #at: number[] = [];
  readonly #variability = new Set<string>();
  readonly #samples: LatestSamples;
  /** The record whose children are being read. */
  #open: Extract<AppleRecord, { kind: 'sample' }> | undefined;
  #enteredByHand = false;
  #otherUnits = 0;
  #unread = 0;
  #ended = false;
  /** Second at which the next beat of the open recording ends; `NaN` outside one. */
  #beat = Number.NaN;
  /** The open recording stands a second time. */
  #repeated = false;

  /** @param now ms since the epoch; later readings are left out of `samples` */
  constructor(now = Number.POSITIVE_INFINITY) {
    this.#samples = new LatestSamples(now);
  }

  write(piece: string): void {
    this.#scanner.write(piece);
  }

  /** Call once, after the last piece. */
  finish(): AppleHealth {
    this.#scanner.finish();
    this.#close();
    const issues: Issue[] = [...this.#faults(), ...this.#samples.issues()];
    const samples = this.#samples.finish();
    return { intervals: this.#intervals(), saturation: this.#series(), samples, issues };
  }

  #faults(): Issue[] {
    const issues: Issue[] = [];
    if (!this.#ended)
      issues.push(
        warning('structure', 'The export is cut off: its last tag is missing. What is there was read.'),
      );
    if (this.#scanner.broken > 0)
      issues.push(
        warning(
          'structure',
          `The XML is broken in ${this.#scanner.broken} ${this.#scanner.broken === 1 ? 'tag' : 'tags'}; each costs one reading at most, and the rest was read.`,
        ),
      );
    if (this.#unread > 0)
      issues.push(
        warning('value-missing', `${this.#unread} readings have no number or no time and were left out.`),
      );
    if (this.#otherUnits > 0)
      issues.push(
        warning(
          'unit-unknown',
          `${this.#otherUnits} readings are in another unit than Apple Health writes and were left out of the week.`,
        ),
      );
    return issues;
  }

  #take(tag: Tag): void {
    if (tag.name === RECORD) this.#takeRecord(tag);
    else if (tag.name === ROOT) this.#takeRoot(tag);
    else if (!tag.end) this.#takeChild(tag);
  }

  #takeRoot({ end, empty }: Tag): void {
    this.#close();
    this.#ended = end || empty;
  }

  #takeRecord({ end, empty, attributes }: Tag): void {
    this.#close();
    if (!end) this.#begin(readAppleRecord(attributes));
    if (empty) this.#close();
  }

  #takeChild({ name, attributes }: Tag): void {
    if (name === BEAT) this.#addBeat(numberOf(attributes.bpm));
    else if (attributes.key === ENTERED && attributes.value !== '0') this.#enteredByHand = true;
  }

  #begin(record: AppleRecord | undefined): void {
    if (record?.kind === 'unread') this.#unread += 1;
    if (record?.kind === 'other unit') this.#otherUnits += 1;
    if (record?.kind === 'sample') this.#open = record;
    if (record?.kind !== 'variability') return;
    this.#repeated = this.#variability.has(record.key);
    this.#variability.add(record.key);
    this.#beat = record.ms / 1000;
  }

  /** Ends the open record, whether its end tag is there or not. */
  #close(): void {
    if (this.#open) {
      const { kind: _, by, channel, ...sample } = this.#open;
      const kind = this.#enteredByHand ? 'entered by hand' : by;
      this.#samples.add(channel, { ...sample, kind });
      if (channel === 'saturation') this.#saturation.push({ ...sample, kind });
    }
    this.#open = undefined;
    this.#enteredByHand = false;
    this.#beat = Number.NaN;
  }

  #addBeat(perMinute: number): void {
    if (!(perMinute > 0) || Number.isNaN(this.#beat)) {
      this.#unread += 1;
      return;
    }
    this.#beat += 60 / perMinute;
    if (this.#repeated) return;
    this.#ms.push(60_000 / perMinute);
    this.#at.push(this.#beat);
  }

  #intervals(): Intervals {
    const order = [...this.#at.keys()].toSorted((a, b) => (this.#at[a] ?? 0) - (this.#at[b] ?? 0));
    if (order.length === 0) return intervalsInSeries(new Float64Array());
    return {
      ms: Float64Array.from(order, (i) => this.#ms[i] ?? 0),
      at: Float64Array.from(order, (i) => this.#at[i] ?? 0),
    };
  }

  #series(): EvenSeries | undefined {
    const sources = [...Map.groupBy(this.#saturation, ({ source }) => source)]
      .map(([name, own]) => ({ name, own, kind: own[0]?.kind ?? ('app' as const) }))
      .toSorted(byPriority('saturation'));
    const { minutes } = mergeReadings(
      sources.map(({ own }) => own),
      disagreements.saturation.disagree,
    );
    const sorted = [...minutes].toSorted(([a], [b]) => a - b);
    if (sorted.length === 0) return undefined;
    return layOnSteps(
      Float64Array.from(sorted, ([minute]) => minute * 60_000),
      Float64Array.from(sorted, ([, { value }]) => value),
      60,
    );
  }
}
