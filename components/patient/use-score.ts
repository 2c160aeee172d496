'use client';

import { useState } from 'react';
import type { PanelContext } from '#components/panels/panel-entry.tsx';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { useFirstWeek } from './use-first-week.ts';
import { useReport } from './use-report.ts';
import { useWholeRecord } from './use-whole-record.ts';

/** While the next answer about a patient is computed the one before stays; another patient's never does. */
function useSteady(state: AnswerState, patientId: string): AnswerState {
  const [kept, setKept] = useState<{ readonly patientId: string; readonly state: AnswerState }>();
  if (state.status === 'ready' && kept?.state !== state) setKept({ patientId, state });
  return state.status === 'pending' && kept?.patientId === patientId ? kept.state : state;
}

/**
 * The readmission score of a page: first of what the page came with, then of the whole record, then with its week.
 * `toCome`: what it still waits for; `null`: nothing.
 */
export function useScore(context: PanelContext) {
  const { record, toCome } = useWholeRecord(context);
  const { state, retry } = useReport({ model: 'readmission', record, readTensor: null });
  const followed = useFirstWeek(toCome === null ? record : null, state);
  return { record, toCome, retry, state: useSteady(followed, record.patient.id) };
}
