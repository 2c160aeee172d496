import { createWall } from '#components/icu/wall-store.ts';
import { EventLine } from '#components/icu/wave/event-line.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { wallMessage } from '#lib/icu/wall/wall-schema.ts';
import { WallWatch } from './wall-watch.ts';

const LOOK_MS = 50;

/** Somebody who looks at the wall: the line and the store of the page, without its drawing. */
export type WallClient = {
  readonly watch: WallWatch;
  /** Whether the wall is shown as of now; else it says since when the connection is lost. */
  readonly isLive: () => boolean;
  readonly tiles: () => readonly WallTile[];
  /** How many tiles the server has told so far. */
  readonly tilesTold: () => number;
  /** Event time up to which each of these patients is scored, as the wall shows it; 0 while it is marked. */
  readonly scoredTo: (patients: readonly string[]) => number;
  /** What the device knows of its network. */
  readonly network: (online: boolean) => void;
  readonly close: () => void;
};

/** @param canaries patients who tell the time of now: by them it is seen how old a wall is */
export function openWallClient(address: string, canaries: readonly string[]): WallClient {
  const ended = new AbortController();
  const wall = createWall();
  const watch = new WallWatch();
  let tilesTold = 0;
  const tiles = () => [...(wall.store.getState().tiles ?? new Map<string, WallTile>()).values()];

  const line = new EventLine({
    address,
    signal: ended.signal,
    onData(data) {
      const message = wallMessage.parse(JSON.parse(data));
      if (message.kind === 'waveform') return;
      tilesTold += message.kind === 'wall' ? message.tiles.length : Number(message.kind === 'tile');
      wall.take({ kind: 'messages', messages: [message] });
      watch.see(message, tiles());
    },
    onLink: (link) => wall.take({ kind: 'link', link }),
  });
  void line.run();

  const isLive = () => wall.store.getState().link.state === 'open';
  const least = (patients: readonly string[], read: (tile: WallTile) => number | null): number => {
    const byPatient = new Map(tiles().map((tile) => [tile.patient, tile]));
    return Math.min(
      ...patients.map((patient) => {
        const tile = byPatient.get(patient);
        return tile ? (read(tile) ?? 0) : 0;
      }),
    );
  };
  const look = setInterval(() => {
    const newest = least(canaries, (tile) => tile.newest);
    if (newest > 0) watch.seeAge(isLive() ? Date.now() - newest : null, performance.now());
  }, LOOK_MS);

  return {
    watch,
    isLive,
    tiles,
    tilesTold: () => tilesTold,
    scoredTo: (patients) =>
      isLive()
        ? least(patients, ({ scores: [score] }) => (score && score.probability !== null ? score.at : null))
        : 0,
    network: (online) => line.network(online),
    close() {
      clearInterval(look);
      ended.abort();
    },
  };
}
