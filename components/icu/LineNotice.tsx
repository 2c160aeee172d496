'use client';

import { IconPlugConnectedX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { secondText } from './icu-text.ts';
import classes from './wall.module.css';
import type { WallStore } from './wall-store.ts';

/** Says that what is on the wall is of the past, and of when; and of beds that flood it; silent while all is well. */
export function LineNotice({ wall }: { readonly wall: WallStore }) {
  const link = useStore(wall.store, (state) => state.link);
  const unreadable = useStore(wall.store, (state) => state.unreadable);
  const flooding = useStore(wall.store, ({ intake }) => intake.flooding.join(', '));
  return (
    <div role="alert">
      {link.state === 'lost' ? (
        <p className={classes.lost}>
          <IconPlugConnectedX size={20} aria-hidden />
          <b>Connection lost since {secondText(link.since)}.</b> Everything on this wall is of then, and no
          score is shown. {link.reason} It is tried again by itself.
        </p>
      ) : null}
      {flooding === '' ? null : (
        <p className={classes.notice}>
          <b>Bed {flooding}</b> sends more than is taken in at once. What waits comes late; other beds are not
          held up.
        </p>
      )}
      {unreadable === null ? null : (
        <p className={classes.lost}>
          A message of the server could not be read and is left out: {unreadable}
        </p>
      )}
    </div>
  );
}
