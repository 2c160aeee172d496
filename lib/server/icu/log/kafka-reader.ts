import { randomUUID } from 'node:crypto';
import { type BaseOptions, Consumer, ListOffsetTimestamps, type Message } from '@platformatic/kafka';
import { openBell } from './bell.ts';
import { batchesOf } from './kafka-messages.ts';
import { baseOptions, type KafkaSettings } from './kafka-settings.ts';

const FETCH_MS = 50;

/** Where to read on: the next offset of each partition of each topic. */
export type Positions = Map<string, Map<number, bigint>>;

export type Reader = {
  /** The next offset of each partition, or the first from a time on (ms since the epoch); the next one where there is none. */
  readonly positions: (topics: readonly string[], sinceMs?: number) => Promise<Positions>;
  /** Messages from positions on, which are moved forward; ends when the signal is aborted, throws when the broker is away. */
  readonly read: (from: Positions, signal: AbortSignal) => AsyncGenerator<readonly Message[]>;
  readonly close: () => Promise<void>;
};

/**
 * The client reads in groups alone; whoever is in none says of itself what it is assigned. No group is made, so nobody waits for
 * others to join it and the broker forgets nothing afterwards.
 */
function assign(consumer: Consumer, from: Positions): void {
  for (const topic of from.keys()) consumer.topics.track(topic);
  consumer.memberId = 'none';
  consumer.assignments = [...from].map(([topic, partitions]) => ({
    topic,
    partitions: [...partitions.keys()],
  }));
}

const offsetsOf = (from: Positions) =>
  [...from].flatMap(([topic, partitions]) =>
    [...partitions].map(([partition, offset]) => ({ topic, partition, offset })),
  );

/** @param options `retries: 0` for whoever says at once that the line is broken, and begins again */
export function openReader(settings: KafkaSettings, options: Pick<BaseOptions, 'retries'> = {}): Reader {
  const consumer = new Consumer({
    ...baseOptions(settings),
    ...options,
    groupId: `consilium-reader-${randomUUID()}`,
    maxWaitTime: FETCH_MS,
  });
  consumer.on('error', () => undefined);

  async function positions(topics: readonly string[], sinceMs?: number): Promise<Positions> {
    const next = await consumer.listOffsets({ topics: [...topics], timestamp: ListOffsetTimestamps.LATEST });
    const since =
      sinceMs === undefined
        ? null
        : await consumer.listOffsets({
            topics: [...topics],
            timestamp: BigInt(Math.max(0, Math.floor(sinceMs))),
          });
    const first = (topic: string, partition: number, end: bigint): bigint => {
      const found = since?.get(topic)?.[partition] ?? -1n;
      return found < 0n ? end : found;
    };
    return new Map(
      [...next].map(([topic, ends]) => [
        topic,
        new Map(ends.map((end, partition) => [partition, first(topic, partition, end)])),
      ]),
    );
  }

  async function* read(from: Positions, signal: AbortSignal): AsyncGenerator<readonly Message[]> {
    assign(consumer, from);
    const stream = await consumer.consume({
      topics: [...from.keys()],
      mode: 'manual',
      offsets: offsetsOf(from),
      autocommit: false,
    });
    for await (const messages of batchesOf(stream, openBell(), signal)) {
      for (const { topic, partition, offset } of messages) from.get(topic)?.set(partition, offset + 1n);
      if (messages.length > 0) yield messages;
    }
  }

  return {
    positions,
    read,
    async close() {
      consumer.memberId = null;
      await consumer.close(true).catch(() => undefined);
    },
  };
}
