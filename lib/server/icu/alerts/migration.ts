/** Of whichever transaction writes a row: what a reader has not seen is found by it, though transactions end in any order. */
const REVISION = 'bigint not null default (pg_current_xact_id()::text)::bigint';

const appendOnly = (table: string): readonly string[] => [
  `create trigger ${table}_rows before update or delete on ${table} for each row execute function icu_refuse_change()`,
  `create trigger ${table}_whole before truncate on ${table} for each statement execute function icu_refuse_change()`,
];

/** Tables of scores, alerts, answers, thresholds and the audit. Times are milliseconds since the epoch. */
export const alertTables = {
  id: '0003-icu-alerts',
  statements: [
    `create table icu_scores (
      patient text not null,
      condition text not null,
      at bigint not null,
      "storedAt" bigint not null,
      "quietUntil" bigint not null,
      score jsonb not null,
      revision ${REVISION},
      primary key (patient, condition)
    )`,
    'create index icu_scores_revision on icu_scores (revision)',
    `create table icu_score_history (
      patient text not null,
      condition text not null,
      slot bigint not null,
      model text not null,
      at bigint not null,
      probability double precision,
      threshold double precision not null,
      primary key (patient, condition, slot)
    )`,
    'create index icu_score_history_at on icu_score_history (condition, at)',
    `create table icu_rules (
      patient text primary key,
      at bigint not null,
      rules jsonb not null,
      revision ${REVISION}
    )`,
    'create index icu_rules_revision on icu_rules (revision)',
    `create table icu_alerts (
      id text primary key,
      patient text not null,
      condition text not null,
      state text not null,
      at bigint not null,
      "storedAt" bigint not null,
      "endedAt" bigint,
      until bigint,
      probability double precision not null,
      threshold double precision not null,
      "horizonHours" double precision not null,
      factors jsonb not null,
      model text not null,
      arm text not null,
      answer jsonb,
      revision ${REVISION}
    )`,
    'create index icu_alerts_revision on icu_alerts (revision)',
    'create index icu_alerts_patient on icu_alerts (patient, at)',
    // One patient has one open alert of a condition, whatever two scorers believe.
    "create unique index icu_alerts_open on icu_alerts (patient, condition) where state <> 'ended'",
    `create function icu_refuse_change() returns trigger language plpgsql as $$
      begin raise exception '% is append-only', tg_table_name; end $$`,
    `create table icu_answers (
      id serial primary key,
      alert text not null references icu_alerts (id),
      kind text not null,
      by text not null,
      reason text not null,
      note text,
      until bigint,
      at bigint not null,
      "storedAt" bigint not null
    )`,
    ...appendOnly('icu_answers'),
    `create table icu_thresholds (
      id serial primary key,
      condition text not null,
      model text not null,
      threshold double precision not null,
      by text not null,
      why text not null,
      at bigint not null,
      "storedAt" bigint not null
    )`,
    ...appendOnly('icu_thresholds'),
    `create table icu_audit (
      id bigint primary key,
      "storedAt" bigint not null,
      who text not null,
      did text not null,
      detail text not null,
      before text not null unique,
      hash text not null unique
    )`,
    ...appendOnly('icu_audit'),
  ],
};

/** What the second model says of an alert. */
export const secondOpinionColumn = {
  id: '0007-icu-second-opinion',
  statements: ['alter table icu_alerts add column second jsonb'],
};
