import { useEffect, useState } from 'react';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { readWeek, type WeekState } from './read-week.ts';

const READING: WeekState = { status: 'reading' };

/** The week of a slice; what was read of another slice is never returned. */
export function useWeek(slice: WearablesSlice): WeekState {
  const [settled, setSettled] = useState<{ slice: WearablesSlice; state: WeekState } | null>(null);
  useEffect(() => {
    let current = true;
    readWeek(slice).then((state) => {
      if (current) setSettled({ slice, state });
    });
    return () => {
      current = false;
    };
  }, [slice]);
  return settled?.slice === slice ? settled.state : READING;
}
