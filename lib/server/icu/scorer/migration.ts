/** What scorers know of beds. */
export const stayTables = {
  id: '0006-icu-stays',
  statements: [
    `create table icu_stays (
      patient text not null,
      hour integer not null,
      log text not null,
      "offset" bigint not null,
      partition integer not null,
      facts jsonb not null,
      "savedAt" timestamptz not null default now(),
      primary key (patient, hour)
    )`,
    'create index icu_stays_saved on icu_stays ("savedAt")',
  ],
};
