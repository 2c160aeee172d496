import type { Page } from '@playwright/test';
import { z } from 'zod';

/** What was seen in the page, with the time at which it had been painted, ms since the epoch. */
const pageMarks = z.object({
  /** Heart rate that stands on the tile of a bed. */
  rates: z.array(z.object({ bed: z.number(), rate: z.number(), at: z.number() })),
  alerts: z.array(z.object({ id: z.string(), at: z.number() })),
  /** Frames of the waveforms in a second, and ms by which each bed is then drawn behind the clock. */
  paces: z.array(z.object({ frames: z.number(), lags: z.array(z.number()) })),
});
export type PageMarks = z.infer<typeof pageMarks>;

/** Runs in the page, before anything of it: hears of each change of the document, and marks it once it is painted. */
function markPage(): void {
  const none = (): PageMarks => ({ rates: [], alerts: [], paces: [] });
  let marks = none();
  const shown = new Map<number, number>();
  const known = new Set<string>();
  Reflect.set(globalThis, 'takeWallMarks', () => {
    const taken = marks;
    marks = none();
    return taken;
  });

  function afterPaint(work: (at: number) => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => work(Date.now());
      port2.postMessage(null);
    });
  }

  function changedRates(records: readonly MutationRecord[]) {
    const tiles = new Set(
      records.flatMap(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest('article') ?? [];
      }),
    );
    return [...tiles].flatMap((tile) => {
      const bed = Number(/^bed-B(\d+)$/.exec(tile.getAttribute('aria-labelledby') ?? '')?.[1]);
      const value = tile.querySelector('[data-wave="ecg"] p > span:last-child');
      const rate = Number.parseInt(value?.textContent ?? '', 10);
      if (Number.isNaN(bed) || Number.isNaN(rate) || shown.get(bed) === rate) return [];
      shown.set(bed, rate);
      return [{ bed, rate }];
    });
  }

  function newAlerts() {
    return [...document.querySelectorAll<HTMLElement>('[data-alert-id]')].flatMap(({ dataset }) => {
      const id = dataset.alertId ?? '';
      if (known.has(id)) return [];
      known.add(id);
      return [id];
    });
  }

  new MutationObserver((records) => {
    for (const { target, type } of records)
      if (type === 'attributes' && target instanceof HTMLElement)
        marks.paces.push({
          frames: Number(target.dataset.frames),
          lags: (target.dataset.lags ?? '').split(' ').map(Number),
        });
    const [rates, alerts] = [changedRates(records), newAlerts()];
    if (rates.length + alerts.length === 0) return;
    afterPaint((at) => {
      marks.rates.push(...rates.map((one) => ({ ...one, at })));
      marks.alerts.push(...alerts.map((id) => ({ id, at })));
    });
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['data-frames'],
  });
}

/** To be called before the page is opened. */
export const markChanges = (page: Page): Promise<unknown> => page.addInitScript(markPage);

/** What was marked since the last call. */
export async function takeMarks(page: Page): Promise<PageMarks> {
  const taken: unknown = await page.evaluate(() => {
    const take: unknown = Reflect.get(globalThis, 'takeWallMarks');
    return typeof take === 'function' ? take() : null;
  });
  return pageMarks.parse(taken);
}
