import { useEffect, useRef, useState } from 'react';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import { explainAlert, type ToldExplanation } from './explain-alert.ts';

export type ExplanationState =
  | { readonly status: 'idle' }
  | { readonly status: 'working' }
  | { readonly status: 'told'; readonly told: ToldExplanation }
  | { readonly status: 'failed'; readonly reason: string };

/** An explanation that is made when somebody asks for it; another patient's is never shown. */
export function useExplanation(patient: string, condition: AlertCondition) {
  const [state, setState] = useState<ExplanationState>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another patient or question ends what was asked before
  useEffect(() => {
    setState({ status: 'idle' });
    return () => running.current?.abort();
  }, [patient, condition]);
  async function ask(): Promise<void> {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setState({ status: 'working' });
    try {
      const told = await explainAlert(patient, condition, own.signal);
      if (!own.signal.aborted) setState({ status: 'told', told });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : 'The explanation could not be made.';
      if (!own.signal.aborted) setState({ status: 'failed', reason });
    }
  }
  return { state, ask };
}
