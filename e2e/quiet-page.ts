import { test as base, expect } from '@playwright/test';
import { BACKEND_KEY } from '#components/scoring/backend-preference.ts';
import { HOSPITAL_DAY } from './hospital-day.ts';

/** A test that fails when the page throws, writes an error to the console, or loads something in vain. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use, { project }) => {
      // The GPU of the test machine is software, which the app takes only when told to.
      if (project.name === 'webgpu')
        await page.addInitScript((key) => localStorage.setItem(key, 'webgpu'), BACKEND_KEY);
      await page.addInitScript(shiftClock, Date.parse(`${HOSPITAL_DAY}T12:00:00Z`) - Date.now());
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

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
