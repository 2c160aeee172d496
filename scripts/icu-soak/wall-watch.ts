import type { WallMessage, WallTile } from '#lib/icu/wall/wall-message.ts';

/** A wall whose newest readings are older than this must say so, unless newer ones follow as soon as all else must recover. */
const OLD_MS = 5000;
const RECOVERED_MS = 5000;

const openAlerts = ({ alerts }: WallTile): readonly string[] =>
  alerts.filter(({ state }) => state !== 'ended').map(({ id }) => id);

/** What must never be seen at once: one patient on two tiles, two open alerts of one patient, an alert on another's tile. */
function wrongOf(tiles: readonly WallTile[]): readonly string[] {
  const patients = tiles.flatMap(({ patient }) => patient ?? []);
  const twice = patients.filter((patient, k) => patients.indexOf(patient) !== k);
  const doubled = tiles.filter((tile) => openAlerts(tile).length > 1);
  const foreign = tiles.filter(({ patient, alerts }) => alerts.some((alert) => alert.patient !== patient));
  return [
    ...twice.map((patient) => `${patient} lies in two beds`),
    ...doubled.map(({ bed }) => `${bed} has two open alerts`),
    ...foreign.map(({ bed }) => `${bed} shows an alert of somebody else`),
  ];
}

/** Looks over the shoulder of somebody at the wall, and notes whatever must not be seen. */
export class WallWatch {
  readonly #wrong = new Set<string>();
  readonly #newest = new Map<string, number>();
  /** By bed. */
  readonly #open = new Map<string, readonly string[]>();
  readonly #gone = new Set<string>();
  #unmarkedSince: number | null = null;
  #longestUnmarked = 0;

  get wrong(): readonly string[] {
    return [...this.#wrong];
  }

  /** For how long at a time an old wall was shown as one of now, ms. */
  get longestUnmarkedMs(): number {
    return this.#longestUnmarked;
  }

  /** @param tiles the wall after a message */
  see(message: WallMessage, tiles: readonly WallTile[]): void {
    const told = message.kind === 'tile' ? [message.tile] : message.kind === 'wall' ? message.tiles : [];
    if (told.length === 0) return;
    for (const wrong of wrongOf(tiles)) this.#wrong.add(wrong);
    for (const tile of told) this.#seeInTime(tile);
  }

  #seeInTime(tile: WallTile): void {
    if (tile.patient !== null && tile.newest !== null) this.#seeNewest(tile.patient, tile.newest);
    this.#seeAlerts(tile.bed, openAlerts(tile));
  }

  /** Readings never go back. */
  #seeNewest(patient: string, newest: number): void {
    const before = this.#newest.get(patient) ?? 0;
    if (newest < before) this.#wrong.add(`${patient} went back by ${before - newest} ms`);
    this.#newest.set(patient, Math.max(before, newest));
  }

  /** An alert that has ended is not raised again. */
  #seeAlerts(bed: string, open: readonly string[]): void {
    for (const id of this.#open.get(bed) ?? []) if (!open.includes(id)) this.#gone.add(id);
    for (const id of open) if (this.#gone.has(id)) this.#wrong.add(`${id} came back`);
    this.#open.set(bed, open);
  }

  /** @param ageMs of the newest reading of the bed that is furthest behind; `null`: the wall is marked */
  seeAge(ageMs: number | null, now: number): void {
    if (ageMs === null || ageMs <= OLD_MS) {
      this.#unmarkedSince = null;
      return;
    }
    this.#unmarkedSince ??= now;
    const unmarked = now - this.#unmarkedSince;
    this.#longestUnmarked = Math.max(this.#longestUnmarked, unmarked);
    if (unmarked > RECOVERED_MS)
      this.#wrong.add(`the wall was ${Math.round(ageMs / 1000)} s old and not marked`);
  }
}
