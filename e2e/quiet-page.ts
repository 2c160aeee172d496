import { test as base, expect, type Page } from '@playwright/test';
import { BACKEND_KEY } from '#components/scoring/backend-preference.ts';
import { HOSPITAL_DAY } from './hospital-day.ts';

/** What each page has complained of since it was opened. */
const heard = new WeakMap<Page, string[]>();

/** Gives a page the hospital's clock and begins to listen, once. */
async function listenTo(page: Page, project: string): Promise<string[]> {
  const before = heard.get(page);
  if (before) return before;
  const complaints: string[] = [];
  heard.set(page, complaints);
  // The GPU of the test machine is software, which the app takes only when told to.
  if (project === 'webgpu')
    await page.addInitScript((key) => localStorage.setItem(key, 'webgpu'), BACKEND_KEY);
  await page.addInitScript(shiftClock, Date.parse(`${HOSPITAL_DAY}T12:00:00Z`) - Date.now());
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

/** A test that fails when the page throws, writes an error to the console, or loads something in vain. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use, { project }) => {
      const complaints = await listenTo(page, project.name);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Tests of a file that share one page: it is opened for the first of them, and again for the one after a failure. Each leaves it as
 * the next can use it, for less than a model costs that is loaded and proven anew.
 */
export function onOnePage(open: (page: Page) => Promise<void>): typeof test {
  let kept: Page | undefined;
  const shared = test.extend({
    page: async ({ browser }, use, { project }) => {
      if (!kept) {
        // axe opens a page beside it, which `browser.newPage` does not allow.
        kept = await (await browser.newContext()).newPage();
        await listenTo(kept, project.name);
        await open(kept);
      }
      await use(kept);
    },
  });
  shared.afterAll(async () => {
    await kept?.context().close();
    kept = undefined;
  });
  return shared;
}

/** Runs in the page: its clock goes on as ever, from noon of the hospital's day. Timers are left as they are. */
function shiftClock(byMs: number): void {
  const { now } = Date;
  const shifted = () => now() + byMs;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, self) =>
      Reflect.construct(target, given.length === 0 ? [shifted()] : given, self),
    get: (target, name) => (name === 'now' ? shifted : Reflect.get(target, name)),
  });
}

export { expect };
