import { useEffect, useState } from 'react';
import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import type { WeekReply } from './week.worker.ts';

export type WeekState =
  | { readonly status: 'reading' }
  | { readonly status: 'read'; readonly week: DrawnWeek }
  | { readonly status: 'failed'; readonly reason: string };

/** The week of a slice, read in a worker that ends with the answer. */
export function useWeek(slice: WearablesSlice): WeekState {
  const [state, setState] = useState<WeekState>({ status: 'reading' });
  useEffect(() => {
    setState({ status: 'reading' });
    const worker = new Worker(new URL('./week.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<WeekReply>) => {
      setState(data.ok ? { status: 'read', week: data.week } : { status: 'failed', reason: data.reason });
      worker.terminate();
    });
    worker.addEventListener('error', () => {
      setState({ status: 'failed', reason: 'The reader of signals did not start.' });
      worker.terminate();
    });
    worker.postMessage(slice);
    return () => worker.terminate();
  }, [slice]);
  return state;
}
