'use client';

import { IconPlugConnectedX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { secondText } from './icu-text.ts';
import classes from './wall.module.css';
import type { WallStore } from './wall-store.ts';

/** Says that what is on the wall is of the past, and of when; silent while the line stands. */
export function LineNotice({ wall }: { readonly wall: WallStore }) {
  const link = useStore(wall.store, (state) => state.link);
  const unreadable = useStore(wall.store, (state) => state.unreadable);
  return (
    <div role="alert">
      {link.state === 'lost' ? (
        <p className={classes.lost}>
          <IconPlugConnectedX size={20} aria-hidden />
          <b>Connection lost since {secondText(link.since)}.</b> Everything on this wall is of then, and no
          score is shown. {link.reason} It is tried again by itself.
        </p>
      ) : null}
      {unreadable === null ? null : (
        <p className={classes.lost}>
          A message of the server could not be read and is left out: {unreadable}
        </p>
      )}
    </div>
  );
}
