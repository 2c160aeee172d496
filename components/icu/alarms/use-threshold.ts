import { useEffect, useState } from 'react';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import type { IcuThreshold } from '#lib/icu/alerts/icu-schema.ts';
import { type Trial, tryThreshold } from './ask-threshold.ts';

/** A slider that moves asks once it rests. */
const REST_MS = 150;

export type ThresholdState = {
  /** The last that came; null: none yet. */
  readonly shown: IcuThreshold | null;
  readonly trouble: string | null;
  readonly show: (answer: IcuThreshold) => void;
};

/** What the threshold of a condition does, and what a tried one would have done. */
export function useThreshold(condition: AlertCondition, trial: Trial): ThresholdState {
  const [shown, show] = useState<IcuThreshold | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const tried = JSON.stringify(trial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a trial is known by what it says
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      const outcome = await tryThreshold(condition, trial, leaving.signal);
      if (leaving.signal.aborted) return;
      setTrouble(outcome.ok ? null : outcome.reason);
      if (outcome.ok) show(outcome.answer);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [condition, tried]);
  return { shown, trouble, show };
}
