'use client';

import { Button, Pagination } from '@mantine/core';
import type { Entry } from './entries.ts';
import classes from './Worklist.module.css';

type WorklistFootProps = {
  /** Everybody who is looked for. */
  readonly found: readonly Entry[];
  /** Patients of the group. */
  readonly all: number;
  /** Position of the first patient of the page among those found. */
  readonly first: number;
  /** Patients on the page. */
  readonly shown: number;
  readonly pages: number;
  /** From 1. */
  readonly page: number;
  readonly isReading: boolean;
  readonly onPage: (page: number) => void;
  readonly onReadAll: (ids: readonly string[]) => void;
};

/** Which part of the list is seen, what has not been read of it, and the way to the other pages. */
export function WorklistFoot(props: WorklistFootProps) {
  const { found, all, first, shown, pages, page, isReading, onPage, onReadAll } = props;
  const unread = found.filter(({ row }) => row === null).map(({ patient }) => patient.id);
  return (
    <div className={classes.foot}>
      <span>
        {found.length === 0 ? '0' : `${first + 1}–${first + shown}`} of {found.length}
        {found.length < all ? ` (${all} in all)` : ''} · bars span 0–100 %, 90 % of the model’s members
      </span>
      {unread.length > 0 && !isReading ? (
        <span className={classes.unread}>
          {unread.length} of {found.length} charts not read yet: they stand last.{' '}
          <Button size="compact-xs" variant="default" onClick={() => onReadAll(unread)}>
            Read all {unread.length}
          </Button>
        </span>
      ) : null}
      {pages > 1 ? (
        <Pagination
          size="sm"
          total={pages}
          value={page}
          onChange={onPage}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
          aria-label="Pages of the worklist"
          role="navigation"
        />
      ) : null}
    </div>
  );
}
