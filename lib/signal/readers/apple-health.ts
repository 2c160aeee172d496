import { SaxesParser } from 'saxes';
import type { Issue } from '#lib/clinical/issue.ts';
import { type Intervals, intervalsInSeries } from '../hrv/intervals.ts';
import { readTime } from './clock.ts';
import { type EvenSeries, layOnSteps } from './even-series.ts';
import { LatestSamples, type Samples } from './latest-samples.ts';
import { numberOf } from './table.ts';

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

const VARIABILITY = 'HKQuantityTypeIdentifierHeartRateVariabilitySDNN';
const SATURATION = 'HKQuantityTypeIdentifierOxygenSaturation';

/** Quantities of the week and the unit that each must be written in. */
const SAMPLED = {
  HKQuantityTypeIdentifierHeartRate: { channel: 'heartRate', unit: 'count/min' },
  [SATURATION]: { channel: 'saturation', unit: '%' },
  HKQuantityTypeIdentifierStepCount: { channel: 'steps', unit: 'count' },
} as const;

const isSampled = (type: string): type is keyof typeof SAMPLED => Object.hasOwn(SAMPLED, type);

/** The export writes 0.97 for 97 %. */
const percentOf = (share: number): number => (share <= 1 ? 100 * share : share);

type Attributes = Readonly<Record<string, string>>;
type Reading = { readonly ms: number; readonly percent: number };

/** Reads the file piece by piece, for it can be several gigabytes; memory holds the readings alone. */
export class AppleHealthReader {
  readonly #parser = new SaxesParser();
  readonly #saturation: Reading[] = [];
  readonly #ms: number[] = [];
  readonly #at: number[] = [];
  readonly #samples: LatestSamples;
  #otherUnits = 0;
  #unread = 0;
  #broken: string | undefined;
  /** Second at which the next beat of the open recording ends; `NaN` outside one. */
  #beat = Number.NaN;

  /** @param now ms since the epoch; later readings are left out of `samples` */
  constructor(now = Number.POSITIVE_INFINITY) {
    this.#samples = new LatestSamples(now);
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes));
    this.#parser.on('closetag', ({ name }) => {
      if (name === 'Record') this.#beat = Number.NaN;
    });
    // What stands before a fault is kept; a cut file is the usual one.
    this.#parser.on('error', ({ message }) => {
      this.#broken ??= message;
    });
  }

  write(piece: string): void {
    if (this.#broken === undefined) this.#parser.write(piece);
  }

  /** Call once, after the last piece. */
  finish(): AppleHealth {
    if (this.#broken === undefined) this.#parser.close();
    const issues: Issue[] = [];
    if (this.#broken !== undefined)
      issues.push({ code: 'structure', severity: 'error', message: `The XML is broken: ${this.#broken}` });
    if (this.#unread > 0)
      issues.push({
        code: 'value-missing',
        severity: 'warning',
        message: `${this.#unread} readings have no number or no time and were left out.`,
      });
    if (this.#otherUnits > 0)
      issues.push({
        code: 'unit-unknown',
        severity: 'warning',
        message: `${this.#otherUnits} readings are in another unit than Apple Health writes and were left out of the week.`,
      });
    issues.push(...this.#samples.issues());
    const samples = this.#samples.finish();
    return { intervals: this.#intervals(), saturation: this.#series(), samples, issues };
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'InstantaneousBeatsPerMinute') this.#addBeat(numberOf(attributes.bpm));
    if (name !== 'Record') return;
    const { ms } = readTime(attributes.startDate ?? '');
    const value = numberOf(attributes.value);
    if (attributes.type === VARIABILITY) this.#beat = ms / 1000;
    if (attributes.type === SATURATION) this.#addSaturation(ms, value);
    this.#addSample(attributes, value);
  }

  #addSample({ type = '', unit, startDate = '', endDate, sourceName = '' }: Attributes, value: number): void {
    if (!isSampled(type)) return;
    const kind = SAMPLED[type];
    const { ms, zoneMinutes } = readTime(startDate);
    if (Number.isNaN(ms) || Number.isNaN(value)) {
      // A saturation without a number has been counted already.
      if (type !== SATURATION) this.#unread += 1;
      return;
    }
    if (unit !== kind.unit) {
      this.#otherUnits += 1;
      return;
    }
    const end = readTime(endDate ?? startDate).ms;
    const sample = { ms, end: end > ms ? end : ms, zoneMinutes, source: sourceName };
    this.#samples.add(kind.channel, {
      ...sample,
      value: kind.channel === 'saturation' ? percentOf(value) : value,
    });
  }

  #addBeat(perMinute: number): void {
    if (!(perMinute > 0) || Number.isNaN(this.#beat)) {
      this.#unread += 1;
      return;
    }
    this.#beat += 60 / perMinute;
    this.#ms.push(60_000 / perMinute);
    this.#at.push(this.#beat);
  }

  #addSaturation(ms: number, share: number): void {
    if (Number.isNaN(ms) || Number.isNaN(share)) this.#unread += 1;
    else this.#saturation.push({ ms, percent: percentOf(share) });
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
    const sorted = this.#saturation.toSorted((a, b) => a.ms - b.ms);
    if (sorted.length === 0) return undefined;
    const ms = Float64Array.from(sorted, (one) => one.ms);
    return layOnSteps(
      ms,
      Float64Array.from(sorted, ({ percent }) => percent),
      60,
    );
  }
}
