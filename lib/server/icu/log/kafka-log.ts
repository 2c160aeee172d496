import { Producer } from '@platformatic/kafka';
import { type EventLog, EventLogError, type LoggedEvent } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import { batched } from './batched.ts';
import { openBell } from './bell.ts';
import { type GroupMember, joinGroup } from './kafka-group.ts';
import { toLogged, toMessage } from './kafka-messages.ts';
import { openReader, type Positions } from './kafka-reader.ts';
import { baseOptions, type KafkaSettings } from './kafka-settings.ts';
import { ensureTopics, topicOf } from './kafka-topics.ts';

const MOST_SENT = 1000;
const RETRY_MS = 250;
const ALL_REPLICAS = -1;

const READINGS = topicOf('readings');
const BOTH = [READINGS, topicOf('waveforms')];

/** Sends one batch after the other, each once whatever is tried again. After a failure a new one begins: the old one's count is lost. */
function openWriter(settings: KafkaSettings, partitions: number) {
  let producer: Producer | null = null;
  const open = (): Producer => {
    const opened = new Producer({ ...baseOptions(settings), idempotent: true, acks: ALL_REPLICAS });
    opened.on('error', () => undefined);
    return opened;
  };
  const drop = async () => {
    const old = producer;
    producer = null;
    await old?.close(true).catch(() => undefined);
  };
  const write = batched<StreamEvent>(async (events) => {
    producer ??= open();
    try {
      await producer.send({ messages: events.map((event) => toMessage(event, partitions)) });
    } catch (cause) {
      await drop();
      throw cause;
    }
  }, MOST_SENT);
  return { write, close: drop };
}

async function* followLog(
  settings: KafkaSettings,
  signal: AbortSignal,
  onLine: (stands: boolean) => void,
): AsyncGenerator<readonly LoggedEvent[]> {
  let from: Positions | null = null;
  while (!signal.aborted) {
    const reader = openReader(settings, { retries: 0 });
    try {
      // Asked for each time: an answer shows that the broker is there.
      const newest = await reader.positions(BOTH);
      from ??= newest;
      onLine(true);
      for await (const messages of reader.read(from, signal)) yield messages.map(toLogged);
    } catch {
      // From where it was: an outage leaves nothing out.
      onLine(false);
      await openBell().wait(RETRY_MS, signal);
    } finally {
      await reader.close();
    }
  }
}

async function* replayLog(
  settings: KafkaSettings,
  partition: number,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<LoggedEvent> {
  const reader = openReader(settings);
  const of = (positions: Positions): bigint => positions.get(READINGS)?.get(partition) ?? 0n;
  try {
    const end = of(await reader.positions([READINGS]));
    const from: Positions = new Map([
      [READINGS, new Map([[partition, of(await reader.positions([READINGS], sinceMs))]])],
    ]);
    if (of(from) >= end) return;
    for await (const messages of reader.read(from, signal)) {
      for (const message of messages) if (message.offset < end) yield toLogged(message);
      if (of(from) >= end) return;
    }
  } finally {
    await reader.close();
  }
}

/** The log in Kafka. Throws `EventLogError` when no broker answers. */
export async function openKafkaLog(settings: KafkaSettings): Promise<EventLog> {
  const label = `Kafka at ${settings.brokers.join(', ')}`;
  const unreachable = (cause: unknown) => {
    throw new EventLogError(`${label} does not answer.`, { cause });
  };
  const partitions = await ensureTopics(settings).catch(unreachable);
  const writer = openWriter(settings, partitions);
  const ended = new AbortController();
  const until = (signal: AbortSignal) => AbortSignal.any([signal, ended.signal]);
  const members = new Map<string, GroupMember>();
  const memberOf = (group: string): GroupMember => {
    const member = members.get(group) ?? joinGroup(settings, group);
    members.set(group, member);
    return member;
  };
  return {
    label,
    partitions,
    append: (events) => writer.write(events).catch(unreachable),
    consume: (group, signal) => memberOf(group).deliveries(until(signal)),
    commit: (group, partition, offset) => memberOf(group).commit(partition, offset).catch(unreachable),
    replay: (partition, sinceMs, signal) => replayLog(settings, partition, sinceMs, until(signal)),
    follow: (signal, onLine = () => undefined) => followLog(settings, until(signal), onLine),
    async close() {
      ended.abort();
      await writer.close();
    },
  };
}
