'use client';

import { useState } from 'react';
import type { PanelContext } from '#components/panels/panel-entry.tsx';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { useFirstWeek } from './use-first-week.ts';
import { useMeasuredRecord } from './use-measured-record.ts';
import { useReport } from './use-report.ts';
import { useWholeRecord } from './use-whole-record.ts';

/** While the next answer about one chart is computed the one before stays; another chart's never does. */
function useSteady(state: AnswerState, of: PanelContext): AnswerState {
  const [kept, setKept] = useState<{ readonly of: PanelContext; readonly state: AnswerState }>();
  if (state.status === 'ready' && kept?.state !== state) setKept({ of, state });
  return state.status === 'pending' && kept?.of === of ? kept.state : state;
}

/**
 * The readmission score of a page: first of what the page came with, then of the whole record, then with its week. What the reader
 * measures in a picture counts at once.
 * `toCome`: what it still waits for; `null`: nothing.
 */
export function useScore(context: PanelContext) {
  const { record: read, toCome } = useWholeRecord(context);
  const record = useMeasuredRecord(read);
  const { state, retry } = useReport({ model: 'readmission', record, readTensor: null });
  const { state: followed, following } = useFirstWeek(toCome === null ? record : null, state);
  const shown = useSteady(followed, context);
  // The answer that stays is not yet that of the record that came.
  const isFormer = state.status === 'pending' && shown.status === 'ready';
  const week = following ? 'how the days since the discharge went' : null;
  return { record, toCome: toCome ?? (isFormer ? 'the score of all of it' : week), retry, state: shown };
}
