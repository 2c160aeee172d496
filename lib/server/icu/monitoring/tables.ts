import { bigint, doublePrecision, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Experiment } from '#lib/monitoring/experiment.ts';

/** Milliseconds since the epoch. */
const time = () => bigint({ mode: 'number' }).notNull();

/** Experiments as they were sealed. Append-only. */
export const experiments = pgTable('icu_experiments', {
  id: text().primaryKey(),
  definition: jsonb().$type<Experiment>().notNull(),
  /** 256 random bits, hexadecimal; shown to nobody while the experiment runs: whoever has it knows the arms of patients to come. */
  salt: text().notNull(),
  commitment: text().notNull(),
  sealedAt: time(),
});

/** Experiments that are over: nobody is assigned any more. Append-only. */
export const experimentEnds = pgTable('icu_experiment_ends', {
  experiment: text().primaryKey(),
  endedAt: time(),
});

/** Which arm a patient has, stored before the first score. Append-only. */
export const assignments = pgTable(
  'icu_assignments',
  {
    experiment: text().notNull(),
    patient: text().notNull(),
    arm: text().notNull(),
    /** By the database's clock; nobody hands it in. */
    assignedAt: time(),
  },
  (table) => [primaryKey({ columns: [table.experiment, table.patient] })],
);

/** What a model in shadow says; of an hour the latest. No screen at the bed reads it. */
export const shadowScores = pgTable(
  'icu_shadow_scores',
  {
    experiment: text().notNull(),
    patient: text().notNull(),
    /** Hours since the epoch, by event time. */
    hour: bigint({ mode: 'number' }).notNull(),
    model: text().notNull(),
    at: time(),
    probability: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.experiment, table.patient, table.hour] })],
);

/** Whose first day is watched. */
export const watchedStays = pgTable('icu_watched_stays', {
  patient: text().primaryKey(),
  /** To intensive care. */
  admittedAt: time(),
  /** Device or system that said so; of a simulated ward it begins with `simulated`. */
  source: text().notNull(),
});

/** The last value of each hour of a stay's first day: what drift is looked for in. A second telling of an event changes nothing. */
export const watchedHours = pgTable(
  'icu_watched_hours',
  {
    patient: text().notNull(),
    feature: text().notNull(),
    hour: bigint({ mode: 'number' }).notNull(),
    /** In the feature's own unit. */
    value: doublePrecision().notNull(),
    at: time(),
    /** By our clock; less `at` it is how late the value was. */
    ingestedAt: time(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.feature, table.hour] })],
);
