import { sql } from 'drizzle-orm';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import type { Database } from '#lib/server/database/database.ts';
import { shadowScores } from '../monitoring/tables.ts';

export type ShadowScore = {
  readonly experiment: string;
  readonly patient: string;
  readonly model: string;
  /** Event time up to which data was read, ms since the epoch. */
  readonly at: number;
  readonly probability: number;
};

/** Keeps what models in shadow say, the latest of each hour; a second telling changes nothing. */
export async function recordShadow(database: Database, scores: readonly ShadowScore[]): Promise<void> {
  const latest = new Map<string, typeof shadowScores.$inferInsert>();
  for (const score of scores.toSorted((a, b) => a.at - b.at)) {
    const hour = Math.floor(score.at / HOUR_MS);
    latest.set(`${score.experiment} ${score.patient} ${hour}`, { ...score, hour });
  }
  if (latest.size === 0) return;
  await database
    .insert(shadowScores)
    .values([...latest.values()])
    .onConflictDoUpdate({
      target: [shadowScores.experiment, shadowScores.patient, shadowScores.hour],
      set: {
        model: sql`excluded.model`,
        at: sql`excluded.at`,
        probability: sql`excluded.probability`,
      },
      setWhere: sql`excluded.at >= ${shadowScores.at}`,
    });
}
