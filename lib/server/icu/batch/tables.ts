import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { StaticEmbedding } from '#lib/icu/batch/static-embedding.ts';

/** A row a patient, by the id under which the stream knows them too. */
export const statics = pgTable('icu_static', {
  patient: text().primaryKey(),
  source: text().notNull(),
  /** The run that last saw the patient in the source. */
  run: text().notNull(),
  /** Keyed hash of the chart: who has not changed is not folded again. */
  content: text().notNull(),
  embedding: jsonb().$type<StaticEmbedding>().notNull(),
});
