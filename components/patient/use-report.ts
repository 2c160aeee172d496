'use client';

import { useCallback, useEffect, useState } from 'react';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { sessionLoader } from '#components/scoring/model-sessions.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';

const PENDING: AnswerState = { status: 'pending' };

/** Whose answer about what. */
type Asked = {
  readonly model: string;
  readonly record: PatientRecord<Slices>;
  /** For a model that reads pictures or signals. */
  readonly readTensor: TensorReader<Slices> | null;
  /** Another time than the model's own; one object for as long as the same is asked. */
  readonly landmark?: Landmark;
};

async function compute(
  { model: id, record, readTensor, landmark }: Asked,
  signal: AbortSignal,
): Promise<AnswerState> {
  try {
    const loader = sessionLoader(id);
    const [{ findModel }, session] = await Promise.all([import('#lib/models/index.ts'), loader.load()]);
    const report = await findModel(id)?.assess(record, session, {
      ...(readTensor && { readTensor }),
      ...(landmark && { landmark }),
      // A score is not to wait for the days before it: `useFirstWeek`.
      weekLater: true,
      signal,
    });
    if (!report) throw new Error(`There is no model ${id}.`);
    if (report.status === 'scored')
      loader.measured({ milliseconds: report.provenance.durationMs, patients: 1 });
    return { status: 'ready', report, manifest: session.manifest };
  } catch (cause) {
    const reason =
      cause instanceof Error && cause.message !== '' ? cause.message : 'The score could not be computed.';
    return { status: 'failed', reason };
  }
}

/**
 * A model's report of exactly this record. What was computed for another record, or is still under way, is never returned:
 * the outcome is kept beside the record it belongs to and compared by identity. Leaving the page stops the work.
 */
export function useReport({ model, record, readTensor, landmark }: Asked): {
  state: AnswerState;
  retry: () => void;
} {
  const [settled, setSettled] = useState<
    Omit<Asked, 'readTensor'> & { attempt: number; state: AnswerState }
  >();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    compute({ model, record, readTensor, ...(landmark && { landmark }) }, leaving.signal).then((state) => {
      if (!leaving.signal.aborted)
        setSettled({ model, record, attempt, state, ...(landmark && { landmark }) });
    });
    return () => leaving.abort();
  }, [model, record, readTensor, landmark, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const fits =
    settled?.model === model &&
    settled.record === record &&
    settled.landmark === landmark &&
    settled.attempt === attempt;
  return { state: fits ? settled.state : PENDING, retry };
}
