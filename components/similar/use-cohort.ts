import { useCallback, useEffect, useState } from 'react';
import { askWhileIndexing } from './ask-while-indexing.ts';
import { askCohort, type CohortState } from './cohort-state.ts';

const LOADING: CohortState = { status: 'loading' };

/** The cohort round a patient; while it is indexed the page asks how far that has come. */
export function useCohort(patient: string | null): {
  readonly state: CohortState;
  readonly retry: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<CohortState>(LOADING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same anew
  useEffect(
    () => askWhileIndexing<CohortState>((signal) => askCohort(patient, signal), setState),
    [patient, attempt],
  );
  const retry = useCallback(() => {
    setState(LOADING);
    setAttempt((count) => count + 1);
  }, []);
  return { state, retry };
}
