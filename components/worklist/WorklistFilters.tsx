'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Band } from '#components/ui/BandBadge.tsx';
import { COLUMNS } from './columns.tsx';
import type { Entry, Filter, Sort } from './entries.ts';
import classes from './WorklistFilters.module.css';

type WorklistFiltersProps = {
  readonly entries: readonly Entry[];
  readonly filter: Filter;
  readonly sort: Sort;
  readonly onFilter: (filter: Filter) => void;
  readonly onSort: (sort: Sort) => void;
};

const BANDS: readonly { readonly value: Filter['band']; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'high', label: 'High' },
  { value: 'intermediate', label: 'Intermediate' },
  { value: 'low', label: 'Low' },
  { value: 'none', label: 'No score' },
];
const SEXES = [
  { value: 'all', label: 'Any sex' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
  { value: 'unknown', label: 'Not recorded' },
] as const;
const STAYS = [
  { value: 'all', label: 'Any stay' },
  { value: 'discharged', label: 'Discharged' },
  { value: 'in-hospital', label: 'In hospital' },
  { value: 'none', label: 'No inpatient stay' },
] as const;

/** The option that a select reports, as its own type rather than any string. */
const pick = <T extends string>(options: readonly { readonly value: T }[], value: string): T | undefined =>
  options.find((option) => option.value === value)?.value;

/** Search, band with its counts, sex, stay; on a phone also the sort order, whose headings are hidden there. */
export function WorklistFilters({ entries, filter, sort, onFilter, onSort }: WorklistFiltersProps) {
  const set = (part: Partial<Filter>) => onFilter({ ...filter, ...part });
  return (
    <search className={classes.filters}>
      <TextInput
        aria-label="Search by name or MRN"
        placeholder="Name or MRN"
        type="search"
        autoComplete="off"
        spellCheck={false}
        className={classes.search ?? ''}
        leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
        value={filter.text}
        onChange={({ currentTarget }) => set({ text: currentTarget.value })}
      />
      <fieldset className={classes.bands}>
        <legend className={classes.caption}>Band</legend>
        {BANDS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className={classes.chip}
            aria-pressed={filter.band === value}
            onClick={() => set({ band: value })}
          >
            {label} <span className={classes.count}>{countBand(entries, value)}</span>
          </button>
        ))}
      </fieldset>
      <NativeSelect
        aria-label="Sex"
        className={classes.select ?? ''}
        data={[...SEXES]}
        value={filter.sex}
        onChange={({ currentTarget }) => set({ sex: pick(SEXES, currentTarget.value) ?? 'all' })}
      />
      <NativeSelect
        aria-label="Stay"
        className={classes.select ?? ''}
        data={[...STAYS]}
        value={filter.stay}
        onChange={({ currentTarget }) => set({ stay: pick(STAYS, currentTarget.value) ?? 'all' })}
      />
      <NativeSelect
        aria-label="Sort by"
        className={`${classes.select} ${classes.narrow}`}
        data={COLUMNS.map(({ key, label }) => ({ value: key, label: `Sort: ${label}` }))}
        value={sort.key}
        onChange={({ currentTarget }) => {
          const column = COLUMNS.find(({ key }) => key === currentTarget.value);
          if (column) onSort({ key: column.key, descending: column.descendingFirst ?? false });
        }}
      />
    </search>
  );
}

const countBand = (entries: readonly Entry[], band: Band | 'all'): number =>
  band === 'all' ? entries.length : entries.filter((entry) => entry.band === band).length;
