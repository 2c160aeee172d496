import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './quiet-page.ts';

const FOLDER = 'test-results/screenshots';
const WIDE = { width: 1366, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The themes differ in colours alone: a second look at what is named and reachable would find the same. */
const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: WIDE, rules: null },
  { name: 'phone', colorScheme: 'light', viewport: PHONE, rules: null },
  { name: 'dark', colorScheme: 'dark', viewport: WIDE, rules: ['color-contrast'] },
] as const;

/** Fails when what is on the page cannot be used by all, or is wider than the screen. */
export async function expectAccessible(page: Page, rules: readonly string[] | null = null): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`),
  ).toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
}

/** Looks at an opened page in both themes and on a phone. SCREENSHOTS=1 keeps a picture of each look. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const { name: look, colorScheme, viewport, rules } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The theme follows the system a moment later: a page in between has the ink of one and the ground of the other.
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.evaluate(async () => {
      const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(changing.map(({ finished }) => finished));
    });
    // A button half under the header of a page that was scrolled is no small target.
    await page.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(page, rules);
    if (process.env.SCREENSHOTS === '1') await keepPicture(page, `${name}-${look}`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
}
