const appendOnly = (table: string): readonly string[] => [
  `create trigger ${table}_rows before update or delete on ${table} for each row execute function icu_refuse_unsealing()`,
  `create trigger ${table}_whole before truncate on ${table} for each statement execute function icu_refuse_unsealing()`,
];

const NOW = 'bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint';

/** Tables of experiments, their arms and what is watched. Times are milliseconds since the epoch. */
export const monitoringTables = {
  id: '0004-icu-monitoring',
  statements: [
    `create function icu_refuse_unsealing() returns trigger language plpgsql as $$
      begin raise exception '% is sealed', tg_table_name; end $$`,
    // Whoever writes the row cannot say when: a late assignment would be known for one.
    `create function icu_stamp_assignment() returns trigger language plpgsql as $$
      begin
        new."assignedAt" := (extract(epoch from clock_timestamp()) * 1000)::bigint;
        return new;
      end $$`,
    `create table icu_experiments (
      id text primary key,
      definition jsonb not null,
      salt text not null,
      commitment text not null,
      "sealedAt" ${NOW}
    )`,
    ...appendOnly('icu_experiments'),
    `create table icu_experiment_ends (
      experiment text primary key references icu_experiments (id),
      "endedAt" ${NOW}
    )`,
    ...appendOnly('icu_experiment_ends'),
    `create table icu_assignments (
      experiment text not null references icu_experiments (id),
      patient text not null,
      arm text not null,
      "assignedAt" ${NOW},
      primary key (experiment, patient)
    )`,
    'create trigger icu_assignments_stamp before insert on icu_assignments for each row execute function icu_stamp_assignment()',
    ...appendOnly('icu_assignments'),
    `create table icu_shadow_scores (
      experiment text not null references icu_experiments (id),
      patient text not null,
      hour bigint not null,
      model text not null,
      at bigint not null,
      probability double precision not null,
      primary key (experiment, patient, hour)
    )`,
    `create table icu_watched_stays (
      patient text primary key,
      "admittedAt" bigint not null,
      source text not null
    )`,
    'create index icu_watched_stays_admitted on icu_watched_stays ("admittedAt")',
    `create table icu_watched_hours (
      patient text not null,
      feature text not null,
      hour bigint not null,
      value double precision not null,
      at bigint not null,
      "ingestedAt" bigint not null,
      primary key (patient, feature, hour)
    )`,
  ],
};
