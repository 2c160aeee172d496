import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Alert } from '#lib/icu/alerts/alert.ts';
import type { Intake, WallClock, WallTile } from '#lib/icu/wall/wall-message.ts';
import { RunningClock } from './wave/running-clock.ts';
import type { Link, PageMessage, WallReply } from './wave/wall-protocol.ts';

export type WallState = {
  /** By bed; `null`: the wall has not come yet. */
  readonly tiles: ReadonlyMap<string, WallTile> | null;
  readonly clock: WallClock | null;
  readonly intake: Intake;
  /** Of the ward or the replay, ms since the epoch, in whole seconds: what is written on the wall is no finer. */
  readonly now: number;
  readonly link: Link;
  /** Why a message of the server could not be read; `null`: all could. */
  readonly unreadable: string | null;
};

export type WallStore = {
  readonly store: StoreApi<WallState>;
  readonly take: (reply: WallReply) => void;
  /** An alert of a bed as the server gave it back: shown before the stream tells it. */
  readonly keep: (bed: string, alert: Alert) => void;
  /** Looks at the clock. `local`: a clock of this machine that never jumps, ms. */
  readonly tick: (local: number) => void;
};

const EMPTY: WallState = {
  tiles: null,
  clock: null,
  intake: { refused: 0, flooding: [] },
  now: 0,
  link: { state: 'connecting' },
  unreadable: null,
};

/** A tile takes the place of the former one of its bed; what came together is drawn together. */
function tilesAfter(before: WallState['tiles'], messages: readonly PageMessage[]): WallState['tiles'] {
  let tiles = before;
  let own: Map<string, WallTile> | null = null;
  for (const message of messages) {
    if (message.kind === 'wall') {
      own = new Map(message.tiles.map((tile) => [tile.bed, tile]));
      tiles = own;
    } else if (message.kind === 'tile') {
      own ??= new Map(tiles);
      own.set(message.tile.bed, message.tile);
      tiles = own;
    }
  }
  return tiles;
}

/** What the wall shows, outside React; waveforms never come here. */
export function createWall(local = performance.now()): WallStore {
  const store = createStore<WallState>(() => EMPTY);
  const running = new RunningClock();
  const second = (at: number) => Math.floor(running.now(at) / 1000) * 1000;

  function takeMessages(messages: readonly PageMessage[], heardAt: number): void {
    const { tiles, clock: former, intake: formerIntake } = store.getState();
    const told = messages.findLast((message) => message.kind !== 'tile');
    const clock = told?.clock ?? former;
    const intake = told?.intake ?? formerIntake;
    if (clock && clock !== former) running.hear(clock, heardAt);
    store.setState({ tiles: tilesAfter(tiles, messages), clock, intake, now: second(heardAt) });
  }

  running.hear({ now: 0, speed: 0 }, local);
  return {
    store,
    take(reply) {
      if (reply.kind === 'messages') takeMessages(reply.messages, performance.now());
      else if (reply.kind === 'link') store.setState({ link: reply.link });
      else if (reply.kind === 'unreadable') store.setState({ unreadable: reply.reason });
    },
    keep(bed, alert) {
      const { tiles } = store.getState();
      const tile = tiles?.get(bed);
      if (!tiles || !tile) return;
      const alerts = tile.alerts.map((one) => (one.id === alert.id ? alert : one));
      store.setState({ tiles: new Map(tiles).set(bed, { ...tile, alerts }) });
    },
    tick(at) {
      const now = second(at);
      if (now !== store.getState().now) store.setState({ now });
    },
  };
}
