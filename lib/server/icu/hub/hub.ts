import { randomBytes } from 'node:crypto';
import { byUrgency } from '#lib/icu/alerts/urgency.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Placement } from '#lib/icu/wall/placements.ts';
import { Wall } from '#lib/icu/wall/wall.ts';
import type { Intake, WallClock, WallMessage, WallTile } from '#lib/icu/wall/wall-message.ts';
import type { Changes } from '../alerts/read-alerts.ts';
import { alertOf } from '../alerts/read-alerts.ts';
import { Viewer, type WallTexts } from './viewer.ts';

const sse = (message: WallMessage, id: string | null): string =>
  `event: ${message.kind}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(message)}\n\n`;

/** Tiles of patients with an unanswered alert come first. */
const urgencyOf = (a: WallTile, b: WallTile): number => {
  const [first, second] = [a.alerts[0], b.alerts[0]];
  if (first && second) return byUrgency(first, second);
  return Number(second !== undefined) - Number(first !== undefined);
};

/**
 * The wall of this process and everybody who looks at it. An id of the stream is the count of changes up to a message, within the life
 * of one hub: whoever comes back with it is sent the tiles that changed since.
 */
export class Hub {
  readonly wall = new Wall();
  readonly #clock: () => WallClock;
  readonly #life = randomBytes(6).toString('hex');
  readonly #viewers = new Set<Viewer>();
  #count = 0;
  readonly #changedAt = new Map<string, number>();
  /** The last change by which a tile was taken away: whoever saw the wall before needs all of it. */
  #shrunkAt = 0;
  /** What is missing on each tile, as it was last looked at. */
  readonly #gaps = new Map<string, string>();
  /** Transaction that wrote each row as it is known. */
  readonly #revisions = new Map<string, number>();
  #names: ReadonlySet<string> = new Set();
  #intake: Intake = { refused: 0, flooding: [] };

  constructor(clock: () => WallClock) {
    this.#clock = clock;
  }

  /** Somebody more who looks. `lastEventId`: of the last message that they had. */
  join(lastEventId: string | null): Viewer {
    const viewer = new Viewer(this.#texts, this.#missedSince(lastEventId));
    this.#viewers.add(viewer);
    return viewer;
  }

  leave(viewer: Viewer): void {
    viewer.close();
    this.#viewers.delete(viewer);
  }

  #missedSince(lastEventId: string | null): readonly string[] | null {
    const [life, count] = (lastEventId ?? '').split('-');
    const seen = Number(count);
    if (life !== this.#life || !(seen >= this.#shrunkAt && seen <= this.#count)) return null;
    return [...this.#changedAt].filter(([, at]) => at > seen).map(([bed]) => bed);
  }

  get #id(): string {
    return `${this.#life}-${this.#count}`;
  }

  readonly #texts: WallTexts = {
    whole: () => {
      const clock = this.#clock();
      const tiles = this.wall.beds.map((bed) => this.wall.tile(bed, clock));
      return sse({ kind: 'wall', tiles, clock, intake: this.#intake }, this.#id);
    },
    clock: () => sse({ kind: 'clock', clock: this.#clock(), intake: this.#intake }, null),
    tiles: (beds) => {
      const clock = this.#clock();
      const tiles = [...beds].map((bed) => this.wall.tile(bed, clock)).sort(urgencyOf);
      // The id stands for all of them, so that it is the last one's.
      return tiles
        .map((tile, index) => sse({ kind: 'tile', tile }, index === tiles.length - 1 ? this.#id : null))
        .join('');
    },
  };

  #changed(beds: Iterable<string>): void {
    const names = new Set(this.wall.beds);
    const gone = [...this.#names].filter((bed) => !names.has(bed));
    this.#names = names;
    const changed = [...beds].filter((bed) => names.has(bed));
    if (changed.length === 0 && gone.length === 0) return;
    this.#count += 1;
    for (const bed of changed) this.#changedAt.set(bed, this.#count);
    for (const bed of gone) this.#changedAt.delete(bed);
    if (gone.length > 0) this.#shrunkAt = this.#count;
    for (const viewer of this.#viewers)
      if (gone.length > 0) viewer.tellWhole();
      else viewer.tellTiles(changed);
  }

  takeEvents(events: readonly StreamEvent[]): void {
    const { beds, waveforms } = this.wall.take(events);
    if (beds.size > 0) this.#changed(beds);
    if (this.#viewers.size === 0) return;
    for (const waveform of waveforms) {
      const text = sse(waveform, null);
      for (const viewer of this.#viewers) viewer.tellWaveform(text);
    }
  }

  /** Those that an earlier run wrote down. */
  takePlacements(placements: readonly Placement[]): void {
    this.#changed(placements.flatMap((placement) => this.wall.place(placement)));
  }

  #isNew(row: string, revision: number): boolean {
    const isNew = this.#revisions.get(row) !== revision;
    this.#revisions.set(row, revision);
    return isNew;
  }

  /** Rows of the tables; what is known already changes nothing. */
  takeChanges({ scores, rules, alerts }: Omit<Changes, 'cursor'>): void {
    const beds = [
      ...scores
        .filter(({ patient, condition, revision }) => this.#isNew(`${condition} ${patient}`, revision))
        .map(({ patient, score }) => this.wall.takeScore(patient, score)),
      ...rules
        .filter(({ patient, revision }) => this.#isNew(`rules ${patient}`, revision))
        .map(({ patient, rules: own }) => this.wall.takeRules(patient, own)),
      ...alerts
        .filter(({ id, revision }) => this.#isNew(`alert ${id}`, revision))
        .map((row) => this.wall.takeAlert(alertOf(row))),
    ];
    this.#changed(new Set(beds.flatMap((bed) => bed ?? [])));
  }

  /** Finds tiles that are others only because time passed: a stream that stopped, a score that was left behind. */
  lookAgain(): void {
    const clock = this.#clock();
    const changed = this.wall.beds.filter((bed) => {
      const { scores, rules } = this.wall.tile(bed, clock);
      const gaps = JSON.stringify([scores.map(({ gap }) => gap), rules.map(({ missing }) => missing)]);
      const isOther = this.#gaps.get(bed) !== gaps;
      this.#gaps.set(bed, gaps);
      return isOther;
    });
    this.#changed(changed);
  }

  /** What was sent and is not on the wall; `flooding`: patients. */
  takeIntake({
    refused,
    flooding,
  }: {
    readonly refused: number;
    readonly flooding: readonly string[];
  }): void {
    const beds = flooding.flatMap((patient) => this.wall.bedOf(patient) ?? []);
    const intake: Intake = { refused, flooding: beds.sort() };
    if (JSON.stringify(intake) === JSON.stringify(this.#intake)) return;
    this.#intake = intake;
    this.tellClock();
  }

  /** Also a sign of life. */
  tellClock(): void {
    for (const viewer of this.#viewers) viewer.tellClock();
  }

  /** Ends all lines: whoever looks is told by that, and comes back. */
  sendAway(): void {
    for (const viewer of [...this.#viewers]) this.leave(viewer);
  }
}
