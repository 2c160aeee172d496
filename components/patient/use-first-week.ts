'use client';

import { useEffect, useState } from 'react';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { readmissionSession } from '#components/scoring/model-sessions.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';

const scoredOf = (state: AnswerState): Scored | null =>
  state.status === 'ready' && state.report.kind === 'survival' && state.report.status === 'scored'
    ? state.report
    : null;

async function follow(record: PatientRecord<Slices>, report: Scored, signal: AbortSignal) {
  const [{ followWeek }, { readmission }, session] = await Promise.all([
    import('#lib/fusion/follow-week.ts'),
    import('#lib/models/readmission/model.ts'),
    readmissionSession.load(),
  ]);
  const { at, atName: name } = report;
  return followWeek(readmission, record, session, { at, name }, signal);
}

/**
 * A readmission report with the week that led to it, which follows when the score is on screen. Without it the report stands
 * as it is. `record`: `null` while more of it is to come. `following`: the week is still being computed.
 */
export function useFirstWeek(
  record: PatientRecord<Slices> | null,
  state: AnswerState,
): { readonly state: AnswerState; readonly following: boolean } {
  const report = scoredOf(state);
  const [followed, setFollowed] = useState<{ readonly of: Scored; readonly state: AnswerState }>();
  useEffect(() => {
    if (record === null || report === null || state.status !== 'ready') return;
    const leaving = new AbortController();
    follow(record, report, leaving.signal)
      // The score and its reasons do not hang on the days before.
      .catch(() => [])
      .then((week) => {
        if (!leaving.signal.aborted)
          setFollowed({ of: report, state: { ...state, report: { ...report, week } } });
      });
    return () => leaving.abort();
  }, [record, report, state]);
  const done = followed !== undefined && followed.of === report;
  return { state: done ? followed.state : state, following: report !== null && !done };
}
