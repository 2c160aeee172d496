import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { openDatabaseLog } from './database-log.ts';
import type { KafkaSettings } from './kafka-settings.ts';

/** The log of the settings: Kafka where it is named, else the database. The client is loaded where it is needed. */
export async function openLog(kafka: KafkaSettings | null, opened: OpenedDatabase): Promise<EventLog> {
  if (kafka === null) return openDatabaseLog(opened);
  const { openKafkaLog } = await import('./kafka-log.ts');
  return openKafkaLog(kafka);
}
