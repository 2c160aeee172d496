/** Table of what the batch layer knows of each patient. */
export const staticTables = {
  id: '0005-icu-static',
  statements: [
    `create table icu_static (
      patient text primary key,
      source text not null,
      run text not null,
      content text not null,
      embedding jsonb not null
    )`,
    'create index icu_static_source on icu_static (source, run)',
  ],
};
