import { bigint, doublePrecision, jsonb, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core';
import type { Alert, AlertCondition, AlertReason } from '#lib/icu/alerts/alert.ts';
import type { AnswerKind } from '#lib/icu/alerts/answers.ts';
import type { PatientScore } from '#lib/icu/alerts/score.ts';
import type { WallRule } from '#lib/icu/wall/wall-message.ts';
import { thisRevision } from './turn.ts';

/** Milliseconds since the epoch. */
const time = () => bigint({ mode: 'number' });
/** Number of the transaction that wrote the row. */
const revision = () => bigint({ mode: 'number' }).notNull().default(thisRevision);

/** The latest score of each patient and condition, with what the lifecycle of its alerts remembers. */
export const scores = pgTable(
  'icu_scores',
  {
    patient: text().notNull(),
    condition: text().$type<AlertCondition>().notNull(),
    at: time().notNull(),
    storedAt: time().notNull(),
    quietUntil: time().notNull(),
    score: jsonb().$type<PatientScore>().notNull(),
    revision: revision(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.condition] })],
);

/** One probability for each five minutes of event time: what a threshold would have done is counted on it. */
export const scoreHistory = pgTable(
  'icu_score_history',
  {
    patient: text().notNull(),
    condition: text().$type<AlertCondition>().notNull(),
    slot: bigint({ mode: 'number' }).notNull(),
    model: text().notNull(),
    at: time().notNull(),
    /** Null: there was no score then. */
    probability: doublePrecision(),
    threshold: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.condition, table.slot] })],
);

/** The latest scores that need no model. */
export const rules = pgTable('icu_rules', {
  patient: text().primaryKey(),
  at: time().notNull(),
  rules: jsonb().$type<readonly WallRule[]>().notNull(),
  revision: revision(),
});

export const alerts = pgTable('icu_alerts', {
  id: text().primaryKey(),
  patient: text().notNull(),
  condition: text().$type<AlertCondition>().notNull(),
  state: text().$type<Alert['state']>().notNull(),
  at: time().notNull(),
  storedAt: time().notNull(),
  endedAt: time(),
  until: time(),
  probability: doublePrecision().notNull(),
  threshold: doublePrecision().notNull(),
  horizonHours: doublePrecision().notNull(),
  factors: jsonb().$type<Alert['factors']>().notNull(),
  model: text().notNull(),
  arm: text().notNull(),
  answer: jsonb().$type<NonNullable<Alert['answer']>>(),
  second: jsonb().$type<NonNullable<Alert['second']>>(),
  revision: revision(),
});

/** Every answer ever given, by the clock of the wall (`at`) and by ours. Append-only. */
export const answers = pgTable('icu_answers', {
  id: serial().primaryKey(),
  alert: text().notNull(),
  kind: text().$type<AnswerKind>().notNull(),
  by: text().notNull(),
  reason: text().$type<AlertReason>().notNull(),
  note: text(),
  until: time(),
  at: time().notNull(),
  storedAt: time().notNull(),
});

/** Thresholds that people set; the latest of a condition and model is in force. Append-only. */
export const thresholds = pgTable('icu_thresholds', {
  id: serial().primaryKey(),
  condition: text().$type<AlertCondition>().notNull(),
  model: text().notNull(),
  threshold: doublePrecision().notNull(),
  by: text().notNull(),
  why: text().notNull(),
  at: time().notNull(),
  storedAt: time().notNull(),
});

/** Who saw and did what. Each row holds the hash of the one before. Append-only. */
export const audit = pgTable('icu_audit', {
  id: bigint({ mode: 'number' }).primaryKey(),
  storedAt: time().notNull(),
  who: text().notNull(),
  did: text().notNull(),
  /** JSON as it was hashed. */
  detail: text().notNull(),
  before: text().notNull(),
  hash: text().notNull(),
});
