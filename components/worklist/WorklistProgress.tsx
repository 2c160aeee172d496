'use client';

import type { ReactNode } from 'react';
import { sessionText } from '#components/scoring/session-text.ts';
import { useSessionState } from '#components/scoring/use-session.ts';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import classes from './Worklist.module.css';
import type { WorklistState } from './worklist-state.ts';

type WorklistProgressProps = {
  readonly state: WorklistState;
  readonly onCancel: () => void;
  /** What stands in the place of the bar when all is read and scored. */
  readonly children?: ReactNode;
};

/** How far reading and scoring have come. Only the end is announced: 200 steps would drown a screen reader. */
export function WorklistProgress({ state, onCancel, children }: WorklistProgressProps) {
  const isBusy = state.status === 'listing' || state.status === 'reading';
  return (
    <div className={classes.progress}>
      {isBusy ? <Busy state={state} onCancel={onCancel} /> : null}
      <div className={classes.end}>
        <p className={classes.ended} role="status">
          {endText(state)}
        </p>
        {isBusy ? null : children}
      </div>
    </div>
  );
}

function Busy({ state, onCancel }: Omit<WorklistProgressProps, 'children'>) {
  const model = useSessionState();
  const { status, groups, rows, risks, wanted } = state;
  const listing = status === 'listing';
  // A list that came with the page waits for its charts.
  const listingText = groups.length === 0 ? 'Listing patients' : '';
  const settled = wanted.filter((id) => risks.has(id) || rows.get(id)?.input === null).length;
  return (
    <ProgressBar
      label={model.status === 'loading' ? sessionText(model) : 'Computing risks'}
      value={listing ? null : settled}
      max={listing ? 1 : wanted.length}
      text={listing ? listingText : `${settled} of ${wanted.length}`}
      onCancel={onCancel}
    />
  );
}

function endText({ status, rows, risks, wanted }: WorklistState): string {
  if (status === 'stopped') return `Stopped after ${rows.size} patients.`;
  const scored = wanted.filter((id) => risks.has(id)).length;
  return status === 'idle' ? `${scored} risks computed, ${wanted.length - scored} without a score.` : '';
}
