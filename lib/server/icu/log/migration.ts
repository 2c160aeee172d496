/** Tables of the log, of what was refused, and of who reads. */
export const logTables = {
  id: '0002-icu-log',
  statements: [
    ...['icu_readings', 'icu_waveforms'].flatMap((table) => [
      `create table ${table} (
        partition integer not null,
        "offset" bigint not null,
        id text not null,
        "ingestedAt" bigint not null,
        event text not null,
        primary key (partition, "offset")
      )`,
      `create unique index ${table}_id on ${table} (partition, id)`,
      `create index ${table}_ingested on ${table} (partition, "ingestedAt")`,
    ]),
    `create table icu_heads (
      lane text not null,
      partition integer not null,
      next bigint not null default 0,
      primary key (lane, partition)
    )`,
    `insert into icu_heads (lane, partition)
      select lane, partition from unnest(array['readings', 'waveforms']) lane, generate_series(0, 7) partition`,
    `create table icu_members (
      "group" text not null,
      member text not null,
      "seenAt" timestamptz not null,
      primary key ("group", member)
    )`,
    `create table icu_leases (
      "group" text not null,
      partition integer not null,
      member text,
      committed bigint not null default -1,
      primary key ("group", partition)
    )`,
    // What was sent and not taken in: nothing is dropped without a word.
    `create table icu_dead_letters (
      id bigserial primary key,
      "receivedAt" timestamptz not null default now(),
      source text not null,
      reason text not null,
      bytes integer not null,
      body text not null
    )`,
    'create index icu_dead_letters_received on icu_dead_letters ("receivedAt")',
  ],
};
