import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ModalityId, Slices } from '#lib/modalities/index.ts';
import type { LoadOneSlice, SliceOutcome } from '#lib/modalities/slice-outcome.ts';
import { receiveSlice } from './receive-slice.ts';

/** Where a modality of a patient comes from: the page has it at hand, or the hospital is asked. */
export type SliceSource<Id extends ModalityId> = {
  readonly patientId: string;
  readonly modality: Id;
  readonly slice: Slices[Id] | undefined;
  readonly load: LoadOneSlice<Id> | null;
};

/** A modality of a patient; `null` while the hospital is asked for it. */
export function useSlice<Id extends ModalityId>({
  patientId,
  modality,
  slice,
  load,
}: SliceSource<Id>): {
  readonly outcome: SliceOutcome<Id> | null;
  readonly retry: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState<{ attempt: number; outcome: SliceOutcome<Id> } | null>(null);
  useEffect(() => {
    if (slice || !load) return;
    let current = true;
    receiveSlice(load, patientId, modality).then((outcome) => {
      if (current) setAsked({ attempt, outcome });
    });
    return () => {
      current = false;
    };
  }, [patientId, modality, slice, load, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const outcome = useMemo((): SliceOutcome<Id> | null => {
    if (slice) return { ok: true, patientId, modality, slice, issues: [] };
    return asked?.attempt === attempt ? asked.outcome : null;
  }, [patientId, modality, slice, asked, attempt]);
  return { outcome, retry };
}
