'use client';

import { sessionText } from '#components/scoring/session-text.ts';
import { useSessionState } from '#components/scoring/use-session.ts';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import classes from './Worklist.module.css';
import type { WorklistState } from './worklist-store.ts';

/** How far reading and scoring have come. Only the end is announced: 200 steps would drown a screen reader. */
export function WorklistProgress({ state, onCancel }: { state: WorklistState; onCancel: () => void }) {
  const model = useSessionState();
  const { status, rows, risks, wanted } = state;
  const listing = status === 'listing';
  const settled = wanted.filter((id) => risks.has(id) || rows.get(id)?.input === null).length;
  return (
    <div className={classes.progress}>
      {listing || status === 'reading' ? (
        <ProgressBar
          label={model.status === 'loading' ? sessionText(model) : 'Computing risks'}
          value={listing ? null : settled}
          max={listing ? 1 : wanted.length}
          text={listing ? 'Listing patients' : `${settled} of ${wanted.length}`}
          onCancel={onCancel}
        />
      ) : null}
      <p className={classes.ended} role="status">
        {endText(state)}
      </p>
    </div>
  );
}

function endText({ status, rows, risks, wanted }: WorklistState): string {
  if (status === 'stopped') return `Stopped after ${rows.size} patients.`;
  const scored = wanted.filter((id) => risks.has(id)).length;
  return status === 'idle' ? `${scored} risks computed, ${wanted.length - scored} without a score.` : '';
}
