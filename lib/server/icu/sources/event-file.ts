import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import { sentEvent } from '#lib/icu/events/stream-event.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import type { ReplayDetail } from '#lib/icu/replay/replay-clock.ts';
import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';

/** A recording cannot be played: its message names file, line and reason. */
export class RecordingError extends TaggedError {
  override readonly name = 'RecordingError';
  readonly tag = 'unreadable';
}

/** Lines of a log hold when an event was taken in; others are taken to have been known at once. */
const known = z.object({ ingestedAt: z.number().int().min(0).optional() });

function readLine(line: string, file: string, number: number): TimedEvent {
  const refuse = (reason: string) =>
    new RecordingError(`${basename(file)}, line ${number}: ${reason}. The recording is played up to there.`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw refuse('no JSON');
  }
  const event = sentEvent.safeParse(value);
  const time = known.safeParse(value);
  if (event.success && time.success)
    return { knownAt: time.data.ingestedAt ?? event.data.at, event: event.data };
  const [issue] = (event.error ?? time.error)?.issues ?? [];
  throw refuse(`${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'no event'}`);
}

async function* readEvents(file: string): AsyncGenerator<TimedEvent> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() !== '') yield readLine(line, file, number);
    }
  } finally {
    bytes.destroy();
  }
}

/** A file of which the next event is known. */
type Reel = { readonly events: AsyncGenerator<TimedEvent>; next: TimedEvent | undefined };

async function openReel(file: string): Promise<Reel> {
  const events = readEvents(file);
  return { events, next: (await events.next()).value ?? undefined };
}

async function take(reel: Reel, to: number): Promise<TimedEvent[]> {
  const taken: TimedEvent[] = [];
  while (reel.next && reel.next.knownAt <= to) {
    taken.push(reel.next);
    reel.next = (await reel.events.next()).value ?? undefined;
  }
  return taken;
}

/** Lets pass what is shown at a pace: a monitor's readings no closer together than wanted. */
function thinner() {
  const last = new Map<string, number>();
  return ({ event }: TimedEvent, { vitalSignsEveryMs, waveforms }: ReplayDetail): boolean => {
    if (event.kind === 'waveform') return waveforms;
    if (event.kind !== 'vital-signs') return true;
    const key = `${event.patient} ${event.source}`;
    if (Math.abs(event.at - (last.get(key) ?? Number.NEGATIVE_INFINITY)) < vitalSignsEveryMs) return false;
    last.set(key, event.at);
    return true;
  };
}

const EVENT_FILE = /\.ndjson(\.gz)?$/;
/** What `consilium simulate` writes beside the events. */
const NO_EVENTS = /^(truth|bundles)[.-]/;

/**
 * The events of a folder, from files of an event a line in order of the time at which they were known. They are read once,
 * from beginning to end. Throws `RecordingError` when there are none.
 */
export async function eventFolder(folder: string): Promise<ReplaySource> {
  const names = (await readdir(folder)).filter((name) => EVENT_FILE.test(name) && !NO_EVENTS.test(name));
  const reels = await Promise.all(names.map((name) => openReel(join(folder, name))));
  const starts = reels.flatMap(({ next }) => (next ? [next.knownAt] : []));
  if (starts.length === 0) throw new RecordingError(`${folder} holds no file of events (.ndjson).`);
  // An event at the very first instant belongs to the first span.
  const from = Math.min(...starts) - 1;
  const passes = thinner();
  let to = Number.POSITIVE_INFINITY;
  return {
    title: `Recording in ${basename(folder)}`,
    simulated: false,
    from,
    get to() {
      return to;
    },
    placementsAt: async () => [],
    async eventsBetween(_, until, detail) {
      const taken = (await Promise.all(reels.map((reel) => take(reel, until)))).flat();
      if (reels.every(({ next }) => next === undefined)) to = Math.min(to, until);
      return taken.filter((one) => passes(one, detail)).sort((a, b) => a.knownAt - b.knownAt);
    },
  };
}
