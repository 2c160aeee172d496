import { alertTables, secondOpinionColumn } from '../icu/alerts/migration.ts';
import { staticTables } from '../icu/batch/migration.ts';
import { curveTable } from '../icu/explain/curve-hours.ts';
import { placementTable } from '../icu/hub/placement-store.ts';
import { logTables } from '../icu/log/migration.ts';
import { monitoringTables } from '../icu/monitoring/migration.ts';
import { stayTables } from '../icu/scorer/migration.ts';

/** What the tables of `schema.ts` are made by. A migration that was released is never changed: the next one follows it. */
export const migrations: readonly { readonly id: string; readonly statements: readonly string[] }[] = [
  {
    id: '0001-similar-patients',
    statements: [
      'create extension if not exists vector',
      `create table runs (
        id serial primary key,
        space text not null,
        source text not null,
        "startedAt" timestamptz not null default now(),
        "finishedAt" timestamptz,
        members integer,
        blend jsonb
      )`,
      `create table members (
        record text primary key,
        person text not null,
        space text not null,
        source text not null,
        content text not null,
        run integer not null references runs (id),
        "ageBand" text,
        sex text,
        outcome jsonb not null,
        values jsonb not null,
        gaps jsonb not null,
        places bytea not null,
        scales bytea,
        repeated boolean not null default false
      )`,
      'create index members_person on members (person)',
      'create index members_space on members (space, record)',
      'create index members_source on members (source, run)',
      `create table places (
        record text not null references members (record) on delete cascade,
        view text not null,
        place vector not null,
        primary key (record, view)
      )`,
    ],
  },
  {
    // Of others a band of ten years is told; earlier runs wrote the age itself beside it.
    id: '0005-no-exact-age',
    statements: [
      `update members set values =
        (select coalesce(jsonb_object_agg(view, of - 'age'), '{}') from jsonb_each(members.values) as each (view, of))`,
    ],
  },
  logTables,
  alertTables,
  monitoringTables,
  staticTables,
  placementTable,
  stayTables,
  secondOpinionColumn,
  curveTable,
];
