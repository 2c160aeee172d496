import type { Database } from '#lib/server/database/database.ts';
import { type Assigned, assignArms } from './assign-arms.ts';
import { recordShadow, type ShadowScore } from './record-shadow.ts';

/** What a scorer asks: by which model each patient is scored, and where a model in shadow tells what it thinks. */
export type Arms = {
  /** Of each patient; stored before this resolves. */
  readonly of: (condition: string, patients: readonly string[]) => Promise<ReadonlyMap<string, Assigned>>;
  readonly tellShadow: (scores: readonly ShadowScore[]) => Promise<void>;
};

/** The arms of a database. An arm never changes, so each patient is looked up once. */
export function openArms(database: Database): Arms {
  const known = new Map<string, Map<string, Assigned>>();
  return {
    async of(condition, patients) {
      const own = known.get(condition) ?? new Map<string, Assigned>();
      known.set(condition, own);
      const asked = patients.filter((patient) => !own.has(patient));
      if (asked.length > 0)
        for (const [patient, arm] of await assignArms(database, condition, asked)) own.set(patient, arm);
      return own;
    },
    tellShadow: (scores) => recordShadow(database, scores),
  };
}
