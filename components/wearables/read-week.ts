import type { DrawnWeek } from '#lib/modalities/wearables/draw-week.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import type { WeekReply } from './week.worker.ts';

export type WeekState =
  | { readonly status: 'reading' }
  | { readonly status: 'read'; readonly week: DrawnWeek }
  | { readonly status: 'failed'; readonly reason: string };

const weeks = new WeakMap<WearablesSlice, Promise<WeekState>>();

function ask(slice: WearablesSlice): Promise<WeekState> {
  const worker = new Worker(new URL('./week.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<WeekState>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<WeekReply>) =>
      resolve(data.ok ? { status: 'read', week: data.week } : { status: 'failed', reason: data.reason }),
    );
    worker.addEventListener('error', () => {
      // It may start the next time.
      weeks.delete(slice);
      resolve({ status: 'failed', reason: 'The reader of signals did not start.' });
    });
    worker.postMessage(slice);
  }).finally(() => worker.terminate());
}

/** The week of a slice, read once in a worker that ends with the answer. Never rejects. */
export function readWeek(slice: WearablesSlice): Promise<WeekState> {
  const known = weeks.get(slice) ?? ask(slice);
  weeks.set(slice, known);
  return known;
}
