import { Consumer, type Message } from '@platformatic/kafka';
import type { Delivery } from '#lib/icu/events/event-log.ts';
import { openBell } from './bell.ts';
import { batchesOf, toLogged } from './kafka-messages.ts';
import { baseOptions, type KafkaSettings } from './kafka-settings.ts';
import { topicOf } from './kafka-topics.ts';

const RETRY_MS = 500;
const FETCH_MS = 50;
/** Joining goes on longer than any session lasts: an outage of the broker ends it with an error, which is tried again. */
const HEARTBEATS_OF_SESSION = 6;

export type GroupMember = {
  readonly deliveries: (signal: AbortSignal) => AsyncGenerator<Delivery>;
  readonly commit: (partition: number, offset: bigint) => Promise<void>;
};

const READINGS = topicOf('readings');

/** From what the group has committed, or from the start; commits are ours to make. */
const READ_ON = { mode: 'committed', fallbackMode: 'earliest', autocommit: false } as const;

/** What was fetched before a partition was lost is another member's. */
function deliveriesOf(messages: readonly Message[], assigned: readonly number[]): readonly Delivery[] {
  const mine = messages.filter(({ partition }) => assigned.includes(partition)).map(toLogged);
  return [...Map.groupBy(mine, ({ partition }) => partition)].map(([partition, events]) => ({
    kind: 'events',
    partition,
    events,
  }));
}

/**
 * Commits in the name of a member. While a group shares anew a commit is refused, and the next one makes up for it: the client's own
 * would join again at each refusal, by which all share anew, and no member reads for seconds.
 */
function openCommitter(settings: KafkaSettings, groupId: string) {
  const committer = new Consumer({ ...baseOptions(settings), groupId, retries: 0 });
  committer.on('error', () => undefined);
  return {
    async commit({ memberId, generationId }: Consumer, partition: number, offset: bigint): Promise<void> {
      committer.memberId = memberId;
      committer.generationId = generationId;
      await committer.commit({ offsets: [{ topic: READINGS, partition, offset, leaderEpoch: -1 }] });
    },
    async close(): Promise<void> {
      // It is not in the group, so that it does not leave it.
      committer.memberId = null;
      await committer.close(true).catch(() => undefined);
    },
  };
}

/** A member of a consumer group of Kafka. */
export function joinGroup(settings: KafkaSettings, groupId: string): GroupMember {
  let current: { readonly member: Consumer; readonly committer: ReturnType<typeof openCommitter> } | null =
    null;
  let assigned: readonly number[] = [];
  let last = Promise.resolve();

  const open = (ring: () => void): Consumer => {
    const joining = new Consumer({
      ...baseOptions(settings),
      groupId,
      sessionTimeout: settings.sessionMs,
      rebalanceTimeout: settings.sessionMs,
      heartbeatInterval: Math.floor(settings.sessionMs / HEARTBEATS_OF_SESSION),
      maxWaitTime: FETCH_MS,
    });
    joining.on('consumer:group:join', ({ assignments = [] }) => {
      assigned = assignments
        .filter(({ topic }) => topic === READINGS)
        .flatMap(({ partitions }) => partitions)
        .sort((a, b) => a - b);
      ring();
    });
    // What fails is tried again, or ends the stream: without a listener it would end the process.
    joining.on('error', () => undefined);
    return joining;
  };

  async function* once(signal: AbortSignal): AsyncGenerator<Delivery> {
    const bell = openBell();
    const member = open(bell.ring);
    const committer = openCommitter(settings, groupId);
    current = { member, committer };
    try {
      const stream = await member.consume({ ...READ_ON, topics: [READINGS] });
      let told: readonly number[] = [];
      for await (const messages of batchesOf(stream, bell, signal)) {
        if (told !== assigned) yield { kind: 'assigned', partitions: assigned };
        told = assigned;
        yield* deliveriesOf(messages, told);
      }
    } finally {
      current = null;
      assigned = [];
      await committer.close();
      await member.close(true).catch(() => undefined);
    }
  }

  async function* deliveries(signal: AbortSignal): AsyncGenerator<Delivery> {
    while (!signal.aborted) {
      try {
        yield* once(signal);
      } catch {
        // Nothing is this member's any more, for all that is known here.
        yield { kind: 'assigned', partitions: [] };
        await openBell().wait(RETRY_MS, signal);
      }
    }
  }

  /** One after the other: of two that are under way at once the lower could win. */
  const commit = (partition: number, offset: bigint): Promise<void> => {
    const next = last.then(async () => {
      if (!current || !assigned.includes(partition)) return;
      await current.committer.commit(current.member, partition, offset + 1n);
    });
    last = next.catch(() => undefined);
    return next;
  };

  return { deliveries, commit };
}
