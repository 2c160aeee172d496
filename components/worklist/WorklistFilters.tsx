'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import visually from '#components/ui/visually.module.css';
import type { Entry, Sort } from './entries.ts';
import { type Filter, stageOf } from './filter.ts';
import { ORDER_CHOICES, orderOf } from './order.ts';
import classes from './WorklistFilters.module.css';

type WorklistFiltersProps = {
  readonly entries: readonly Entry[];
  readonly filter: Filter;
  readonly sort: Sort;
  readonly onFilter: (filter: Filter) => void;
  readonly onSort: (sort: Sort) => void;
};

const STAGES: readonly { readonly value: Filter['stage']; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'in-hospital', label: 'In hospital' },
  { value: 'week', label: 'Discharged ≤ 7 d' },
  { value: 'month', label: '8–30 d' },
  { value: 'closed', label: 'Window closed' },
  { value: 'other', label: 'Other' },
];
const BANDS = [
  { value: 'all', label: 'Any band' },
  { value: 'high', label: 'High' },
  { value: 'intermediate', label: 'Intermediate' },
  { value: 'low', label: 'Low' },
  { value: 'none', label: 'No score' },
] as const;
const SEXES = [
  { value: 'all', label: 'Any sex' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
  { value: 'unknown', label: 'Not recorded' },
] as const;

/** The option that a select reports, as its own type rather than any string. */
const pick = <T extends string>(options: readonly { readonly value: T }[], value: string): T | undefined =>
  options.find((option) => option.value === value)?.value;

/** How many there are of each, counted once for all. */
function countBy<T>(
  entries: readonly Entry[],
  of: (entry: Entry) => T | null,
): ReadonlyMap<T | 'all', number> {
  const counts = new Map<T | 'all', number>([['all', entries.length]]);
  for (const entry of entries) {
    const one = of(entry);
    if (one !== null) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

/** Search, where in their 30 days patients stand, band, sex, and the order. */
export function WorklistFilters({ entries, filter, sort, onFilter, onSort }: WorklistFiltersProps) {
  const set = (part: Partial<Filter>) => onFilter({ ...filter, ...part });
  const stages = countBy(entries, stageOf);
  const bands = countBy(entries, ({ band }) => band);
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
      <fieldset className={classes.stages}>
        <legend className={visually.hidden}>Stay</legend>
        {STAGES.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className={classes.chip}
            aria-pressed={filter.stage === value}
            onClick={() => set({ stage: value })}
          >
            {label} <span className={classes.count}>{stages.get(value) ?? 0}</span>
          </button>
        ))}
      </fieldset>
      <div className={classes.selects}>
        <NativeSelect
          aria-label="Band"
          className={classes.select ?? ''}
          data={BANDS.map(({ value, label }) => ({
            value,
            label: value === 'all' ? label : `${label} (${bands.get(value) ?? 0})`,
          }))}
          value={filter.band}
          onChange={({ currentTarget }) => set({ band: pick(BANDS, currentTarget.value) ?? 'all' })}
        />
        <NativeSelect
          aria-label="Sex"
          className={classes.select ?? ''}
          data={[...SEXES]}
          value={filter.sex}
          onChange={({ currentTarget }) => set({ sex: pick(SEXES, currentTarget.value) ?? 'all' })}
        />
        <NativeSelect
          aria-label="Order"
          className={classes.select ?? ''}
          data={ORDER_CHOICES}
          value={sort.key}
          onChange={({ currentTarget }) => onSort(orderOf(currentTarget.value))}
        />
      </div>
    </search>
  );
}
