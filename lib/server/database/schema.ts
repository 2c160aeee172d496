import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { Member } from '#lib/similarity/profile.ts';
import type { Blend } from './blend.ts';

/** 32-bit floats, little-endian, as bytes. */
const floats = customType<{ data: Float32Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  // What a driver hands out may lie at any offset of its buffer, where floats may not.
  fromDriver: (bytes) => new Float32Array(Uint8Array.from(bytes).buffer),
});

/** Coordinates of any number of axes: an index of one kind of places casts them to its own number. */
const place = customType<{ data: Float32Array; driverData: string }>({
  dataType: () => 'vector',
  toDriver: (values) => vectorText(values),
  fromDriver: (told) => Float32Array.from(told.slice(1, -1).split(','), Number),
});

/** Floats as pgvector reads them. */
export const vectorText = (values: Float32Array): string => `[${values.join(',')}]`;

/** One pass over a source of patients. */
export const runs = pgTable('runs', {
  id: serial().primaryKey(),
  /** The space and the networks that places of this run are made with. */
  space: text().notNull(),
  /** Hash of where the patients come from. */
  source: text().notNull(),
  startedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  /** Null: under way, or cut off. */
  finishedAt: timestamp({ withTimezone: true, mode: 'date' }),
  /** How many there are to find; null until the run is through. */
  members: integer(),
  /** How places of all views together were made; null until the run is through. */
  blend: jsonb().$type<Blend>(),
});

/** One record of one person. Nothing in it names anybody: ids and hashes are made with a key that lies elsewhere. */
export const members = pgTable(
  'members',
  {
    record: text().primaryKey(),
    person: text().notNull(),
    space: text().notNull(),
    source: text().notNull(),
    /** Hash of what was read: what has not changed is not read again. */
    content: text().notNull(),
    /** The latest run that saw it. */
    run: integer()
      .notNull()
      .references(() => runs.id),
    ageBand: text(),
    sex: text().$type<Member['sex']>(),
    outcome: jsonb().$type<Member['outcome']>().notNull(),
    /** By view. */
    values: jsonb().$type<Readonly<Record<string, Readonly<Record<string, number>>>>>().notNull(),
    gaps: jsonb().$type<Member['gaps']>().notNull(),
    /** Of all views of the space one after the other; NaN where the member lacks one. */
    places: floats().notNull(),
    /** Local scale of each view, NaN where the member lacks it; null until the run that read it is through. */
    scales: floats(),
    /** The same person has another record with the same places: that one counts. */
    repeated: boolean().notNull().default(false),
  },
  (table) => [
    index('members_person').on(table.person),
    index('members_space').on(table.space, table.record),
    index('members_source').on(table.source, table.run),
  ],
);

/** What nearest neighbours are looked up in: a row for each view that a member has, and one of all views together. */
export const places = pgTable(
  'places',
  {
    record: text()
      .notNull()
      .references(() => members.record, { onDelete: 'cascade' }),
    view: text().notNull(),
    place: place().notNull(),
  },
  (table) => [primaryKey({ columns: [table.record, table.view] })],
);
