import type { EventLog } from '#lib/icu/events/event-log.ts';
import { MOST_BYTES, readEvent } from '#lib/icu/events/read-event.ts';
import type { SentText } from '#lib/icu/events/sent-lines.ts';
import type { Doubt, StreamEvent } from '#lib/icu/events/stream-event.ts';
import { tokenBuckets } from '#lib/icu/events/token-bucket.ts';
import type { Database } from '#lib/server/database/database.ts';
import { type DeadLetter, writeDeadLetters } from './dead-letters.ts';

/** A bed sends some five events a second; a gateway that was cut off catches up in a burst. */
const PATIENT_RATE = { perSecond: 100, burst: 1000 };
/** Nobody fills the table of dead letters: what comes beyond is counted in the answer alone. */
const REFUSED_RATE = { perSecond: 10, burst: 200 };
/** A bed whose events waited is told of for so long. */
const FLOODING_MS = 60_000;

/** What became of one event. `later`: its bed sends too much, and it is to be sent again. */
export type Outcome = {
  readonly id: string | null;
  readonly status: 'accepted' | 'refused' | 'later';
  readonly reason?: string;
  /** Values that were kept, and are not believed. */
  readonly doubts?: readonly Doubt[];
};

export type Ingest = {
  /**
   * Takes in what a source sends, in its order. Resolves when what is accepted is safe; throws `EventLogError` or
   * `DatabaseError`, and then nothing was acknowledged: it is to be sent again, and is stored once.
   *
   * @param source who sends, for the dead letters: an address of ours, or a listener
   * @param now the clock of the beds where a replay sets it; absent: ours
   */
  readonly take: (
    sent: readonly SentText[],
    source: string,
    now?: () => number,
  ) => Promise<readonly Outcome[]>;
};

export type OpenedIngest = Ingest & {
  /** Patients of whom something had to wait in the last minute. */
  readonly flooding: () => readonly string[];
};

const TOO_LARGE = `An event is at most ${MOST_BYTES / 1024} KiB.`;
const LATER = 'This bed sends more than is taken in at once: send it again.';

type Judged = {
  readonly outcome: Outcome;
  readonly event?: StreamEvent;
  readonly dead?: Omit<DeadLetter, 'source'>;
};

const refuse = (text: string, id: string | null, reason: string): Judged => ({
  outcome: { id, status: 'refused', reason },
  dead: { reason, text },
});

/** The one way into the log: shape, units, size, and no more of one bed than its share. */
export function openIngest({
  log,
  database,
}: {
  readonly log: EventLog;
  readonly database: Database;
}): OpenedIngest {
  const mayPass = tokenBuckets(PATIENT_RATE);
  const mayBeKept = tokenBuckets(REFUSED_RATE);
  /** When something of a patient last had to wait. */
  const waited = new Map<string, number>();

  function judge(sent: SentText, now: number, ingestedAt: number): Judged {
    if ('refused' in sent) return refuse(sent.text, null, sent.refused);
    if (Buffer.byteLength(sent.text) > MOST_BYTES) return refuse(sent.text, null, TOO_LARGE);
    const read = readEvent(sent.value, { now, ingestedAt });
    if ('refused' in read) return refuse(sent.text, read.id, read.refused);
    const { event } = read;
    if (!mayPass(event.patient, ingestedAt)) {
      waited.set(event.patient, ingestedAt);
      return { outcome: { id: event.id, status: 'later', reason: LATER } };
    }
    const doubts = event.doubts ? { doubts: event.doubts } : {};
    return { outcome: { id: event.id, status: 'accepted', ...doubts }, event };
  }

  return {
    async take(sent, source, now = Date.now) {
      const ingestedAt = Date.now();
      const judged = sent.map((one) => judge(one, now(), ingestedAt));
      const dead = judged.flatMap(({ dead: letter }) =>
        letter && mayBeKept(source, ingestedAt) ? [{ ...letter, source }] : [],
      );
      await writeDeadLetters(database, dead);
      await log.append(judged.flatMap(({ event }) => event ?? []));
      return judged.map(({ outcome }) => outcome);
    },
    flooding() {
      const since = Date.now() - FLOODING_MS;
      for (const [patient, at] of waited) if (at < since) waited.delete(patient);
      return [...waited.keys()];
    },
  };
}
