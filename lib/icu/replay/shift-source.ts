import type { SentEvent } from '../events/stream-event.ts';
import type { TimedEvent } from '../events/timed-event.ts';
import type { ReplaySource } from './replay-source.ts';

/** Everything that names another event or a time moves along; a run of its own has patients of its own. */
function moved(event: SentEvent, byMs: number, run: string): SentEvent {
  const named = {
    id: `${event.id}.${run}`,
    patient: `${event.patient}-${run}`,
    at: event.at + byMs,
    ...(event.corrects === undefined ? {} : { corrects: `${event.corrects}.${run}` }),
  };
  if (event.kind !== 'placement') return { ...event, ...named };
  const { hospitalAdmittedAt: hospital } = event;
  const before = hospital === undefined ? {} : { hospitalAdmittedAt: hospital + byMs };
  return { ...event, ...named, admittedAt: event.admittedAt + byMs, ...before };
}

/**
 * A recording as if it began at `start`. Played twice it is two stays of two patients: the second playing would else be taken
 * for duplicates of the first.
 */
export function shiftSource(source: ReplaySource, start: number): ReplaySource {
  const byMs = start - source.from;
  const run = `r${start.toString(36)}`;
  const move = (events: readonly TimedEvent[]) =>
    events.map(({ knownAt, event }) => ({ knownAt: knownAt + byMs, event: moved(event, byMs, run) }));
  return {
    ...source,
    from: start,
    // A recording finds out where it ends.
    get to() {
      return source.to + byMs;
    },
    placementsAt: async (at) => move(await source.placementsAt(at - byMs)),
    eventsBetween: async (from, to, detail) =>
      move(await source.eventsBetween(from - byMs, to - byMs, detail)),
  };
}
