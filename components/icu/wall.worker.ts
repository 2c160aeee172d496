import type { WallMessage } from '#lib/icu/wall/wall-message.ts';
import { wallMessage } from '#lib/icu/wall/wall-schema.ts';
import { WardWaves } from './wave/bed-waves.ts';
import { EventLine } from './wave/event-line.ts';
import { RunningClock } from './wave/running-clock.ts';
import type { Lanes, PageMessage, WallReply, WallRequest } from './wave/wall-protocol.ts';
import { WaveCanvas } from './wave/wave-canvas.ts';

/** Messages for the page are gathered for so long: sixty beds would else have it put together anew for each of their seconds. */
const GATHER_MS = 50;

const waves = new WardWaves();
const clock = new RunningClock();
const ended = new AbortController();
let canvas: WaveCanvas | null = null;
let lanes: Lanes | null = null;
let gathered: PageMessage[] = [];

const tell = (reply: WallReply): void => self.postMessage(reply);

function handOver(): void {
  if (gathered.length === 0) return;
  tell({ kind: 'messages', messages: gathered });
  gathered = [];
}

function keep(message: PageMessage): void {
  if (gathered.length === 0) setTimeout(handOver, GATHER_MS);
  gathered.push(message);
}

/** A clock that is set or runs at another pace: what is on the canvas is of another time. */
function hearClock(told: { readonly now: number; readonly speed: number }): void {
  const local = performance.now();
  const jumped = Math.abs(clock.now(local) - told.now) > 5000 * Math.max(1, told.speed);
  if (told.speed !== clock.speed || jumped) waves.clear();
  clock.hear(told, local);
}

function take(message: WallMessage): void {
  if (message.kind === 'waveform') {
    waves.take(message.bed, message.patient, message.chunk, clock.now(performance.now()));
    return;
  }
  const tiles = message.kind === 'tile' ? [message.tile] : message.kind === 'wall' ? message.tiles : [];
  for (const { bed, patient } of tiles) waves.settle(bed, patient);
  if (message.kind !== 'tile') hearClock(message.clock);
  keep(message);
}

/** One message that cannot be read is told and left out: the line would bring it again and again. */
function read(data: string): void {
  try {
    take(wallMessage.parse(JSON.parse(data)));
  } catch (cause) {
    tell({ kind: 'unreadable', reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

let line: EventLine | null = null;

function open(address: string): void {
  line = new EventLine({
    address,
    signal: ended.signal,
    onData: read,
    onLink: (link) => {
      // What came before the line broke must not be shown after it.
      handOver();
      tell({ kind: 'link', link });
    },
  });
  void line.run();
}

self.addEventListener('message', ({ data }: MessageEvent<WallRequest>) => {
  if (data.ask === 'open') open(data.address);
  else if (data.ask === 'network') line?.network(data.online);
  else if (data.ask === 'draw-on') {
    canvas = new WaveCanvas(data.canvas, waves, clock);
    if (lanes) canvas.layOut(lanes);
  } else {
    lanes = data;
    canvas?.layOut(data);
  }
});

let pace = { frames: 0, milliseconds: 0, since: performance.now() };

/** Not at all while the page is hidden: frames come no more. */
function frame(): void {
  const start = performance.now();
  canvas?.draw(start);
  const end = performance.now();
  pace.frames += 1;
  pace.milliseconds += end - start;
  if (end - pace.since >= 1000) {
    const { frames, milliseconds } = pace;
    tell({ kind: 'pace', frames, milliseconds, lags: waves.lagsAt(clock.now(end)) });
    pace = { frames: 0, milliseconds: 0, since: end };
  }
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
