import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { openDatabaseLog } from './database-log.ts';

/** The log of the settings. */
export const openLog = async (opened: OpenedDatabase): Promise<EventLog> => openDatabaseLog(opened);
