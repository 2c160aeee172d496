import { readTime } from './clock.ts';
import { type DeviceReading, nothingRead, type ReadingContext, warning } from './device-reading.ts';
import { LatestSamples } from './latest-samples.ts';
import { numberOf } from './number-cell.ts';
import { type Tag, TagScanner } from './tag-scanner.ts';

/** Whether a file that begins so is a track of training: Garmin's TCX (Training Center Database v2) or GPX 1.1. */
export const isTrackFile = (head: string): boolean => /<(TrainingCenterDatabase|gpx)[\s>]/.test(head);

const ROOTS = new Set(['TrainingCenterDatabase', 'gpx']);
const POINTS = new Set(['Trackpoint', 'trkpt']);
const TIMES = new Set(['Time', 'time']);
/** TCX; the extension of GPX writes it with one of several prefixes. */
const RATES = new Set(['HeartRateBpm', 'hr', 'gpxtpx:hr', 'ns3:hr', 'ns2:hr', 'gpxdata:hr']);
const WANTED = new Set([...ROOTS, ...POINTS, ...TIMES, ...RATES, 'Value']);

/** Heart rates of the points of a track, one after the other. */
class TrackReader {
  readonly #scanner = new TagScanner(WANTED, (tag) => this.#take(tag));
  readonly #latest: LatestSamples;
  #time: string | undefined;
  #rate: string | undefined;
  #inPoint = false;
  #inRate = false;
  #ended = false;
  #unread = 0;

  constructor(now: number) {
    this.#latest = new LatestSamples(now);
  }

  read(text: string): DeviceReading {
    this.#scanner.write(text);
    this.#scanner.finish();
    this.#close();
    const issues = this.#latest.issues();
    if (!this.#ended) issues.push(warning('structure', 'The file is cut off; what is there was read.'));
    if (this.#scanner.broken > 0)
      issues.push(
        warning('structure', `${this.#scanner.broken} tags are broken; each costs one reading at most.`),
      );
    if (this.#unread > 0)
      issues.push(
        warning('value-missing', `${this.#unread} points have no number or no time and were left out.`),
      );
    const samples = this.#latest.finish();
    return samples.heartRate.length > 0
      ? { samples, issues }
      : nothingRead('No point of the track has a heart rate.', issues);
  }

  #take({ name, end, text }: Tag): void {
    if (ROOTS.has(name)) this.#ended = end;
    else if (POINTS.has(name)) this.#point(end);
    else if (this.#inPoint && TIMES.has(name) && !end) this.#time = text;
    else if (RATES.has(name)) this.#rateTag(end, text);
    else if (name === 'Value' && this.#inRate && !end) this.#rate = text;
  }

  #point(end: boolean): void {
    this.#close();
    this.#inPoint = !end;
  }

  #rateTag(end: boolean, text: string): void {
    this.#inRate = !end;
    if (!end && text.trim() !== '') this.#rate = text;
  }

  #close(): void {
    const { ms, zoneMinutes } = readTime(this.#time ?? '');
    const value = numberOf(this.#rate);
    if (Number.isFinite(ms + value))
      this.#latest.add('heartRate', { ms, end: ms, value, zoneMinutes, source: '', kind: 'watch' });
    else if (this.#rate !== undefined) this.#unread += 1;
    this.#time = undefined;
    this.#rate = undefined;
    this.#inRate = false;
  }
}

/** Reads the heart rate of a track of training. */
export const readTrackFile = (text: string, { now }: ReadingContext): DeviceReading =>
  new TrackReader(now).read(text);
