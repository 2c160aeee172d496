'use client';

import { Button, Pagination } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { COLUMNS } from './columns.tsx';
import { type Entry, type Filter, matches, NO_FILTER, type Sort, sortEntries } from './entries.ts';
import { PatientRow } from './PatientRow.tsx';
import { SortableHead } from './SortableHead.tsx';
import classes from './Worklist.module.css';
import { WorklistFilters } from './WorklistFilters.tsx';

const BY_RISK: Sort = { key: 'risk', descending: true };

/** The largest upper limit on the list, rounded up to ten per cent: one scale for all interval bars. */
const barScale = (entries: readonly Entry[]): number =>
  Math.max(0.1, Math.ceil(10 * Math.max(0, ...entries.map(({ risk }) => risk?.interval.high ?? 0))) / 10);

function inOrder(entries: readonly Entry[], { key, descending }: Sort): readonly Entry[] {
  const column = COLUMNS.find((one) => one.key === key);
  return column ? sortEntries(entries, column.sortedBy, descending) : entries;
}

type WorklistTableProps = {
  readonly entries: readonly Entry[];
  /** Patients on one page. */
  readonly pageSize: number;
  /** Ids of the patients whose charts are being read. */
  readonly reading: ReadonlySet<string>;
  /** Tells which patients are in sight: their charts are wanted. */
  readonly onShow: (ids: readonly string[]) => void;
};

const idsOf = (entries: readonly Entry[]) => entries.map(({ patient }) => patient.id);

/**
 * Filters, table and pages. Only the charts of the page in sight are read; a sort counts those read so far, and says so.
 * Filter and sort live in memory: a name never reaches the address bar.
 */
export function WorklistTable({ entries, pageSize, reading, onShow }: WorklistTableProps) {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort>(BY_RISK);
  const [page, setPage] = useState(1);
  const wanted = useDeferredValue(filter);
  const found = useMemo(
    () =>
      inOrder(
        entries.filter((entry) => matches(entry, wanted)),
        sort,
      ),
    [entries, wanted, sort],
  );
  const scale = useMemo(() => barScale(entries), [entries]);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const current = Math.min(page, pages);
  const first = (current - 1) * pageSize;
  const shown = found.slice(first, first + pageSize);
  const unread = found.filter(({ row }) => row === null);
  // Order does not matter: a list that is sorted anew as its risks come asks for nothing more.
  const inSight = idsOf(shown).toSorted().join(' ');
  useEffect(() => onShow(inSight === '' ? [] : inSight.split(' ')), [inSight, onShow]);
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      setPage(1);
    };
  };
  return (
    <Panel flush>
      <WorklistFilters
        entries={entries}
        filter={filter}
        sort={sort}
        onFilter={change(setFilter)}
        onSort={change(setSort)}
      />
      {found.length === 0 ? (
        <StateMessage icon={<IconSearchOff size={24} stroke={1.6} />} title="No patient matches">
          Change the search or the filters.
        </StateMessage>
      ) : (
        <table className={classes.table}>
          <caption className={classes.caption}>Patients, {found.length} in this selection</caption>
          <SortableHead sort={sort} onSort={change(setSort)} />
          <tbody onKeyDown={moveBetweenRows}>
            {shown.map((entry) => (
              <PatientRow
                key={entry.patient.id}
                entry={entry}
                scale={scale}
                pending={reading.has(entry.patient.id)}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className={classes.foot}>
        <span>
          {found.length === 0 ? '0' : `${first + 1}–${first + shown.length}`} of {found.length}
          {found.length < entries.length ? ` (${entries.length} in all)` : ''} · bars span 0–
          {Math.round(scale * 100)} %, 90 % of the model’s members
        </span>
        {unread.length > 0 && reading.size === 0 ? (
          <span className={classes.unread}>
            {unread.length} of {found.length} charts not read yet: they stand last.{' '}
            <Button size="compact-xs" variant="default" onClick={() => onShow(idsOf(unread))}>
              Read all {unread.length}
            </Button>
          </span>
        ) : null}
        {pages > 1 ? (
          <Pagination
            size="sm"
            total={pages}
            value={current}
            onChange={setPage}
            getControlProps={(control) => ({ 'aria-label': `${control} page` })}
            getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
            aria-label="Pages of the worklist"
            role="navigation"
          />
        ) : null}
      </div>
    </Panel>
  );
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrow keys, Home and End move from patient to patient; Enter follows the link as always. */
function moveBetweenRows(event: React.KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step) return;
  const links: Element[] = [...event.currentTarget.querySelectorAll('a')];
  const at = document.activeElement ? links.indexOf(document.activeElement) : -1;
  const target = links[step(at, links.length - 1)];
  if (at < 0 || !(target instanceof HTMLElement)) return;
  event.preventDefault();
  target.focus();
}
