import type { Message } from '@platformatic/kafka';
import { type LoggedEvent, laneOf, partitionOf } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Bell } from './bell.ts';
import { topicOf } from './kafka-topics.ts';

/** What is read of a stream of the client; `read` gives null when nothing has come yet. */
type Stream = {
  read(): Message | null;
  on(event: 'readable' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (cause: Error) => void): unknown;
};

/** A ring that was missed costs this at most. */
const LOOK_MS = 1000;
/** Messages taken at once: more only fill memory. */
const MOST_TAKEN = 500;

export const toMessage = (event: StreamEvent, partitions: number) => ({
  topic: topicOf(laneOf(event.kind)),
  partition: partitionOf(event.patient, partitions),
  key: Buffer.from(event.patient),
  value: Buffer.from(JSON.stringify(event)),
  timestamp: BigInt(event.ingestedAt),
});

// The topics hold what this product wrote, which was checked when it was taken in.
const eventOf = (value: Buffer): StreamEvent => JSON.parse(value.toString());

export const toLogged = ({ partition, offset, value }: Message): LoggedEvent => ({
  partition,
  offset,
  event: eventOf(value),
});

/** Everything that has come, without waiting. */
function takeAll(stream: Stream): Message[] {
  const taken: Message[] = [];
  while (taken.length < MOST_TAKEN) {
    const message = stream.read();
    if (message === null) break;
    taken.push(message);
  }
  return taken;
}

/** Rings when there is something to read; `failure` is set when the stream has ended, whatever the reason. */
function watch(stream: Stream, bell: Bell): { failure: unknown } {
  const state: { failure: unknown } = { failure: null };
  stream.on('readable', bell.ring);
  stream.on('error', (cause) => {
    state.failure = cause;
    bell.ring();
  });
  stream.on('close', () => {
    state.failure ??= new Error('The stream of messages has ended.');
    bell.ring();
  });
  return state;
}

/** What comes, as it comes; nothing, when the bell rings for another reason. Throws what ended the stream. */
export async function* batchesOf(
  stream: Stream,
  bell: Bell,
  signal: AbortSignal,
): AsyncGenerator<readonly Message[]> {
  const state = watch(stream, bell);
  while (!signal.aborted) {
    if (state.failure !== null) throw state.failure;
    const messages = takeAll(stream);
    yield messages;
    if (messages.length === 0) await bell.wait(LOOK_MS, signal);
  }
}
