import { setTimeout as wait } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import type { Lane } from '#lib/icu/events/event-log.ts';
import { baseOptions, type KafkaSettings } from './kafka-settings.ts';
import { KEPT_MS } from './kept.ts';

export const topicOf = (lane: Lane): string => `consilium.icu.${lane}`;

/** What a topic is made with; one that stands already keeps its own number. */
const NEW_PARTITIONS = 8;
/** Of a topic that another process is making. */
const MOST_LOOKS = 20;
const LOOK_MS = 100;
/** As many replicas as the broker's own setting says. */
const BROKERS_CHOICE = -1;

async function partitionsOf(admin: Admin, topic: string): Promise<number | null> {
  const known = await admin.listTopics();
  if (!known.includes(topic)) return null;
  const { topics } = await admin.metadata({ topics: [topic] });
  return topics.get(topic)?.partitionsCount ?? null;
}

async function ensureTopic(admin: Admin, lane: Lane): Promise<number> {
  const topic = topicOf(lane);
  const known = await partitionsOf(admin, topic);
  if (known !== null) return known;
  const configs = [{ name: 'retention.ms', value: String(KEPT_MS[lane]) }];
  try {
    await admin.createTopics({
      topics: [topic],
      partitions: NEW_PARTITIONS,
      replicas: BROKERS_CHOICE,
      configs,
    });
  } catch (cause) {
    // Two processes that start at once: the other was first, and a broker tells of a topic some moments after it was made.
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const made = await partitionsOf(admin, topic);
      if (made !== null) return made;
      await wait(LOOK_MS);
    }
    throw cause;
  }
  return NEW_PARTITIONS;
}

/** Makes the topics of both lanes where they are not there; gives how many partitions they have, which must be as many. */
export async function ensureTopics(settings: KafkaSettings): Promise<number> {
  const admin = new Admin(baseOptions(settings));
  try {
    const partitions = await ensureTopic(admin, 'readings');
    if ((await ensureTopic(admin, 'waveforms')) !== partitions)
      throw new TypeError(
        `${topicOf('readings')} and ${topicOf('waveforms')} must have the same number of partitions`,
      );
    return partitions;
  } finally {
    await admin.close();
  }
}
