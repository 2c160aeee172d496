'use client';

import { VisuallyHidden } from '@mantine/core';
import { predictorText } from '#components/scoring/predictor-text.ts';
import { usePredictorState } from '#components/scoring/use-predictor.ts';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import type { WorklistState } from './worklist-store.ts';

/** How far reading and scoring have come. Only the end is announced: 200 steps would drown a screen reader. */
export function WorklistProgress({ state, onCancel }: { state: WorklistState; onCancel: () => void }) {
  const model = usePredictorState();
  const { status, rows, risks, total } = state;
  const excluded = rows.filter(({ input }) => input === null).length;
  const settled = risks.size + excluded;
  return (
    <>
      {status === 'reading' ? (
        <ProgressBar
          label={model.status === 'loading' ? predictorText(model) : 'Computing risks'}
          value={total === null ? null : settled}
          max={total ?? 1}
          text={total === null ? 'Reading charts' : `${settled} of ${total}`}
          onCancel={onCancel}
        />
      ) : null}
      <VisuallyHidden role="status">
        {status === 'done'
          ? `${risks.size} risks computed, ${rows.length - risks.size} without a score.`
          : ''}
        {status === 'stopped' ? `Stopped after ${rows.length} patients.` : ''}
      </VisuallyHidden>
    </>
  );
}
