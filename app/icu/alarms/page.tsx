import type { Metadata } from 'next';
import { connection } from 'next/server';
import { AlarmsScreen } from '#components/icu/alarms/AlarmsScreen.tsx';
import { openedDatabase } from '#lib/server/database/opened-database.ts';
import { environment } from '#lib/server/env.ts';
import { seeDeadLetters } from '#lib/server/icu/audit/see-dead-letters.ts';
import { personOf } from '#lib/server/icu/person.ts';
import { requireSession } from '#lib/server/sign-in/session.ts';

export const metadata: Metadata = { title: 'Alarms of intensive care' };

/** Thresholds, what they do, and what could not be read of what was sent. */
export default async function AlarmsRoute() {
  await connection();
  const { who } = personOf(await requireSession());
  const { database } = await openedDatabase();
  const letters = (await seeDeadLetters(database, who)).map(({ id, receivedAt, source, reason, body }) => ({
    id: String(id),
    receivedAt: receivedAt.toISOString(),
    source,
    reason,
    body,
  }));
  return <AlarmsScreen letters={letters} simulated={environment().icu.replayBeds > 0} />;
}
