'use client';

import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { Bar } from '#components/ui/ProgressBar.tsx';
import classes from './PictureProgress.module.css';
import type { PictureReading, PictureState } from './picture-reading.ts';

type PictureProgressProps = {
  readonly reading: PictureReading;
  /** Risks that pictures changed, and that the reader has not looked at. */
  readonly changed: number;
  readonly onSeen: () => void;
};

/** How far the pictures of the list have come, and the way to hold them. Only the end is announced. */
export function PictureProgress({ reading, changed, onSeen }: PictureProgressProps) {
  const state = useStore(reading.store);
  const { status, done, of } = state;
  if (of === 0) return null;
  return (
    <div className={classes.pictures}>
      {status === 'reading' ? (
        <span className={classes.bar}>
          <Bar label="Pictures read" max={of} value={done} />
        </span>
      ) : null}
      <span role={status === 'idle' && done === of ? 'status' : undefined}>{progressText(state)}</span>
      <Hold state={state} reading={reading} />
      {changed > 0 ? (
        <span className={classes.changed}>
          {changed === 1 ? '1 risk changed' : `${changed} risks changed`}{' '}
          <Button size="compact-xs" variant="default" onClick={onSeen}>
            Mark as seen
          </Button>
        </span>
      ) : null}
    </div>
  );
}

/** `12 of 34 pictures read, 2 of them without a finding`. */
function progressText({ status, done, refused, of, because }: PictureState): string {
  const vain = refused === 0 ? '' : `, ${refused} of them without a finding`;
  const held = because === null ? ', paused' : `, paused: ${because}`;
  return `${done} of ${of} pictures read${vain}${status === 'paused' ? held : ''}`;
}

function Hold({ state: { status, done, of }, reading }: { state: PictureState; reading: PictureReading }) {
  if (status === 'paused' && done < of)
    return (
      <Button size="compact-xs" variant="default" onClick={reading.resume}>
        Read pictures
      </Button>
    );
  if (status !== 'reading') return null;
  return (
    <Button size="compact-xs" variant="default" onClick={reading.pause}>
      Pause
    </Button>
  );
}
