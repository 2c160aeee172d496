import { quantityOfLoinc } from '../events/measured-quantity.ts';
import type { BedsideSign, EventOf, StreamEvent } from '../events/stream-event.ts';
import { MinuteSeries, type SeriesPoint } from './minute-series.ts';
import type { WallValue } from './wall-message.ts';

const HOUR_MS = 3_600_000;
/** A screen looks back a day; a result of the laboratory stands for longer. */
const SIGNS_KEPT_MS = 24 * HOUR_MS;
const RESULTS_KEPT_MS = 7 * 24 * HOUR_MS;
const MOST_NOTES = 200;
const MOST_CORRECTED = 1000;

export type CareNote = { readonly at: number; readonly role: string; readonly text: string };

type Series = { readonly unit: string; readonly points: MinuteSeries };

const shownValue = ({ at, value, doubt }: SeriesPoint, unit: string): WallValue => ({
  value,
  unit,
  at,
  ...(doubt !== undefined && { doubt }),
});

/** The latest of each quantity. */
function latestOf<Id extends string>(series: ReadonlyMap<Id, Series>): [Id, WallValue][] {
  return [...series].flatMap(([id, { unit, points }]): [Id, WallValue][] =>
    points.last ? [[id, shownValue(points.last, unit)]] : [],
  );
}

const allOf = <Id extends string>(series: ReadonlyMap<Id, Series>, from: number): [Id, WallValue[]][] =>
  [...series].map(([id, { unit, points }]) => [
    id,
    points.since(from).map((point) => shownValue(point, unit)),
  ]);

/** What the stream has told of one patient. It knows no bed: so nothing of it can stand on another's tile. */
export class PatientCourse {
  readonly #signs = new Map<BedsideSign, Series>();
  readonly #laboratory = new Map<string, Series>();
  readonly #notes = new Map<string, CareNote>();
  readonly #corrected = new Set<string>();
  #newest: number | null = null;
  #simulated = false;

  /** Event time of the newest reading of a monitor; a result or a note says nothing of whether the stream goes on. */
  get newest(): number | null {
    return this.#newest;
  }

  get simulated(): boolean {
    return this.#simulated;
  }

  /** Takes in what a tile or a course shows. Whether anything changed. */
  take(event: StreamEvent): boolean {
    if (event.source.startsWith('simulated')) this.#simulated = true;
    if (event.corrects !== undefined) this.#withdraw(event.corrects);
    // A correction may come before what it corrects.
    if (this.#corrected.has(event.id)) return false;
    if (event.kind === 'vital-signs') return this.#takeSigns(event);
    if (event.kind === 'laboratory') return this.#takeResult(event);
    if (event.kind === 'note') return this.#takeNote(event);
    return false;
  }

  #withdraw(id: string): void {
    this.#corrected.add(id);
    const [oldest] = this.#corrected;
    if (this.#corrected.size > MOST_CORRECTED && oldest !== undefined) this.#corrected.delete(oldest);
    for (const { points } of [...this.#signs.values(), ...this.#laboratory.values()]) points.remove(id);
    this.#notes.delete(id);
  }

  #takeSigns(event: EventOf<'vital-signs'>): boolean {
    this.#newest = Math.max(this.#newest ?? event.at, event.at);
    let changed = false;
    for (const { sign, value, unit } of event.signs) {
      const series = this.#signs.get(sign) ?? { unit, points: new MinuteSeries(SIGNS_KEPT_MS) };
      this.#signs.set(sign, series);
      changed = series.points.add(pointOf(event, sign, value)) || changed;
    }
    return changed;
  }

  #takeResult(event: EventOf<'laboratory'>): boolean {
    const id = quantityOfLoinc(event.loinc)?.id;
    if (id === undefined) return false;
    const series = this.#laboratory.get(id) ?? {
      unit: event.unit,
      points: new MinuteSeries(RESULTS_KEPT_MS),
    };
    this.#laboratory.set(id, series);
    return series.points.add(pointOf(event, event.loinc, event.value));
  }

  #takeNote({ id, at, role, text }: EventOf<'note'>): boolean {
    this.#notes.set(id, { at, role, text });
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > MOST_NOTES && oldest !== undefined) this.#notes.delete(oldest);
    return false;
  }

  get signs(): Partial<Record<BedsideSign, WallValue>> {
    return Object.fromEntries(latestOf(this.#signs));
  }

  get laboratory(): Readonly<Record<string, WallValue>> {
    return Object.fromEntries(latestOf(this.#laboratory));
  }

  /** From a time on, oldest first. */
  since(from: number) {
    const signs: Partial<Record<BedsideSign, readonly WallValue[]>> = Object.fromEntries(
      allOf(this.#signs, from),
    );
    const laboratory: Readonly<Record<string, readonly WallValue[]>> = Object.fromEntries(
      allOf(this.#laboratory, from),
    );
    const notes = [...this.#notes.values()].filter(({ at }) => at >= from).sort((a, b) => a.at - b.at);
    return { signs, laboratory, notes };
  }
}

function pointOf(event: StreamEvent, of: string, value: number): SeriesPoint {
  const doubt = event.doubts?.find((one) => one.of === of)?.reason;
  return { at: event.at, value, event: event.id, ...(doubt !== undefined && { doubt }) };
}
