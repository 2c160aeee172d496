import { useCallback, useEffect, useState } from 'react';
import { askCohort, type CohortState } from './cohort-state.ts';

/** An index of a thousand patients takes minutes. */
const AGAIN_MS = 2_000;

const LOADING: CohortState = { status: 'loading' };

/** The cohort round a patient; while it is indexed the page asks how far that has come. */
export function useCohort(patient: string | null): {
  readonly state: CohortState;
  readonly retry: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<CohortState>(LOADING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same anew
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const next = await askCohort(patient, leaving.signal);
      if (leaving.signal.aborted) return;
      setState(next);
      if (next.status === 'indexing') timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [patient, attempt]);
  const retry = useCallback(() => {
    setState(LOADING);
    setAttempt((count) => count + 1);
  }, []);
  return { state, retry };
}
