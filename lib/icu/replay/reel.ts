import type { TimedEvent } from '../events/timed-event.ts';
import type { ReplayDetail } from './replay-clock.ts';
import type { ReplaySource } from './replay-source.ts';

/** Events of one file or bed in order of the time at which they were known. */
export type Events = AsyncIterator<TimedEvent> | Iterator<TimedEvent>;

/** Something read once, from beginning to end, of which the next event is known. */
export type Reel = { readonly events: Events; next: TimedEvent | undefined };

const nextOf = async (events: Events): Promise<TimedEvent | undefined> => {
  const { value, done } = await events.next();
  return done === true ? undefined : value;
};

export const openReel = async (events: Events): Promise<Reel> => ({ events, next: await nextOf(events) });

async function take(reel: Reel, to: number): Promise<TimedEvent[]> {
  const taken: TimedEvent[] = [];
  while (reel.next && reel.next.knownAt <= to) {
    taken.push(reel.next);
    reel.next = await nextOf(reel.events);
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

/** Reels side by side as one recording, which begins with the first of them and ends with the last; `null` for none with an event. */
export function reelSource(title: string, reels: readonly Reel[]): ReplaySource | null {
  const starts = reels.flatMap(({ next }) => (next ? [next.knownAt] : []));
  if (starts.length === 0) return null;
  const passes = thinner();
  let to = Number.POSITIVE_INFINITY;
  return {
    title,
    simulated: false,
    // An event at the very first instant belongs to the first span.
    from: Math.min(...starts) - 1,
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
