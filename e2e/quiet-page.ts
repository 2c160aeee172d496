import { test as base, expect } from '@playwright/test';
import { BACKEND_KEY } from '#components/scoring/backend-preference.ts';

/** A test that fails when the page throws, writes an error to the console, or loads something in vain. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use, { project }) => {
      // The GPU of the test machine is software, which the app takes only when told to.
      if (project.name === 'webgpu')
        await page.addInitScript((key) => localStorage.setItem(key, 'webgpu'), BACKEND_KEY);
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

export { expect };
