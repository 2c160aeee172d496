import { failureSentence } from '#lib/clinical/program-fault.ts';
import { type DrawnWeek, drawWeek } from '#lib/modalities/wearables/draw-week.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';

export type WeekReply =
  | { readonly ok: true; readonly week: DrawnWeek }
  | { readonly ok: false; readonly reason: string };

// The week is read here, so that beats and nights never hold up the page.
self.addEventListener('message', ({ data }: MessageEvent<WearablesSlice>) => {
  const reply = (message: WeekReply) => self.postMessage(message);
  try {
    reply({ ok: true, week: drawWeek(data) });
  } catch (cause) {
    reply({ ok: false, reason: failureSentence('The recordings could not be analysed', cause) });
  }
});
