'use client';

import { IconSearchOff } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Bands } from '#components/risk/risk-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import visually from '#components/ui/visually.module.css';
import { followUp } from '#lib/worklist/attention.ts';
import { ColumnMeanings } from './ColumnMeanings.tsx';
import { type Entry, type Sort, standingOf } from './entries.ts';
import { FollowUpRule } from './FollowUpRule.tsx';
import { type Filter, matches } from './filter.ts';
import { inOrder } from './order.ts';
import { PatientRows } from './PatientRows.tsx';
import { SortableHead } from './SortableHead.tsx';
import { useCapacity } from './use-capacity.ts';
import { useStill } from './use-still.ts';
import { returnTo, viewState } from './view-state.ts';
import classes from './Worklist.module.css';
import { WorklistFilters } from './WorklistFilters.tsx';
import { WorklistFoot } from './WorklistFoot.tsx';

type WorklistTableProps = {
  readonly entries: readonly Entry[];
  readonly bands: Bands | null;
  /** Patients on one page. */
  readonly pageSize: number;
  /** Ids of the patients whose charts are being read. */
  readonly reading: ReadonlySet<string>;
  /** Tells which patients are in sight: their charts are wanted. */
  readonly onShow: (ids: readonly string[]) => void;
  /** Id of the patient whose pictures are being read. */
  readonly pictured: string | null;
  /** Called with the id of a patient who is opened. */
  readonly onOpen: (id: string) => void;
};

const idsOf = (entries: readonly Entry[]) => entries.map(({ patient }) => patient.id);

/** Everybody who is looked for, in order, and whether pictures changed what that order would be. */
function useFound(entries: readonly Entry[], filter: Filter, sort: Sort, moving: boolean) {
  const wanted = useDeferredValue(filter);
  const { still, sortAnew } = useStill(entries, { filter: wanted, sort }, moving);
  const order = useMemo(() => orderOf(still, wanted, sort), [still, wanted, sort]);
  const isFormer = useMemo(
    () =>
      !moving &&
      entries.some(({ renewal }) => renewal !== null) &&
      orderOf(entries, wanted, sort).join() !== order.join(),
    [moving, entries, wanted, sort, order],
  );
  const found = useMemo(() => {
    const byId = new Map(entries.map((entry) => [entry.patient.id, entry]));
    return order.flatMap((id) => byId.get(id) ?? []);
  }, [entries, order]);
  return { found, isFormer, sortAnew };
}

const orderOf = (entries: readonly Entry[], filter: Filter, sort: Sort): readonly string[] =>
  idsOf(
    inOrder(
      entries.filter((entry) => matches(entry, filter)),
      sort,
    ),
  );

function usePage(found: readonly Entry[], page: number, pageSize: number) {
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const current = Math.min(page, pages);
  const first = (current - 1) * pageSize;
  return { pages, current, first, shown: found.slice(first, first + pageSize) };
}

/**
 * Filters, rule, table and pages. Only the charts of the page in sight are read; an order counts those read so far, and says so.
 */
export function WorklistTable(props: WorklistTableProps) {
  const { entries, bands, pageSize, reading, onShow, pictured, onOpen } = props;
  const { filter, sort, page } = useStore(viewState);
  const [capacity, setCapacity] = useCapacity();
  const { found, isFormer, sortAnew } = useFound(entries, filter, sort, reading.size > 0);
  const { pages, current, first, shown } = usePage(found, page, pageSize);
  const marked = useMemo(() => followUp(entries.map(standingOf), capacity), [entries, capacity]);
  const inSight = idsOf(shown).join(' ');
  useEffect(() => onShow(inSight === '' ? [] : inSight.split(' ')), [inSight, onShow]);
  useLayoutEffect(() => {
    const target = returnTo();
    if (target !== null) window.scrollTo({ top: target, behavior: 'instant' });
  }, []);
  const onSort = (chosen: Sort) => viewState.setState({ sort: chosen, page: 1 });
  return (
    <Panel flush>
      <WorklistFilters
        entries={entries}
        filter={filter}
        sort={sort}
        onFilter={(chosen) => viewState.setState({ filter: chosen, page: 1 })}
        onSort={onSort}
      />
      <FollowUpRule
        sort={sort}
        onSort={onSort}
        capacity={capacity}
        onCapacity={setCapacity}
        followUp={marked}
        onSortAnew={isFormer ? sortAnew : null}
      />
      {found.length === 0 ? (
        <StateMessage icon={<IconSearchOff size={24} stroke={1.6} />} title="No patient matches">
          Change the search or the filters.
        </StateMessage>
      ) : (
        <table className={classes.table}>
          <caption className={visually.hidden}>Patients, {found.length} in this selection</caption>
          <SortableHead sort={sort} onSort={onSort} />
          <PatientRows {...{ shown, bands, reading, pictured, onOpen }} followed={marked.ids} />
        </table>
      )}
      <WorklistFoot
        found={found}
        all={entries.length}
        first={first}
        shown={shown.length}
        pages={pages}
        page={current}
        isReading={reading.size > 0}
        onPage={(chosen) => viewState.setState({ page: chosen })}
        onReadAll={onShow}
      />
      <ColumnMeanings />
    </Panel>
  );
}
