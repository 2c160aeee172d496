import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import type { LoadWearables, WearablesOutcome } from '#lib/modalities/wearables/wearables-outcome.ts';
import { receiveWearables } from './receive-wearables.ts';

/** Where the recordings of a patient come from: the page has them at hand, or the hospital is asked. */
export type WearablesSource = {
  readonly patientId: string;
  readonly slice: WearablesSlice | undefined;
  readonly load: LoadWearables | null;
};

type Asked = { readonly attempt: number; readonly outcome: WearablesOutcome };

/** The recordings of a patient; `null` while the hospital is asked for them. */
export function useWearables({ patientId, slice, load }: WearablesSource): {
  readonly outcome: WearablesOutcome | null;
  readonly retry: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    if (slice || !load) return;
    let current = true;
    receiveWearables(load, patientId).then((outcome) => {
      if (current) setAsked({ attempt, outcome });
    });
    return () => {
      current = false;
    };
  }, [patientId, slice, load, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const outcome = useMemo((): WearablesOutcome | null => {
    if (slice) return { ok: true, patientId, slice, issues: [] };
    return asked?.attempt === attempt ? asked.outcome : null;
  }, [patientId, slice, asked, attempt]);
  return { outcome, retry };
}
