import { expect, type Locator, type Page } from '@playwright/test';
import { choose, type Upload } from './uploads.ts';

/** What the viewer shows of one file. */
export type PictureReport = {
  readonly opened: boolean;
  /** The sentence on the screen. */
  readonly reason: string | null;
  readonly transferSyntax: string | null;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly frames: number | null;
  /** Stored values of the first frame; colour as RGB. */
  readonly firstFrame: {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly sha256: string;
  } | null;
};

const NOTHING = { transferSyntax: null, rows: null, columns: null, frames: null, firstFrame: null };

export const stageOf = (page: Page): Locator => page.getByTestId('stage').first();

const toggles = (page: Page): Locator => page.getByRole('button', { name: /^(?:Open|Close) the pictures$/ });

/** Opens the pictures of a study that is listed, unless they opened by themselves, and goes on in them. */
export async function showPictures(page: Page, nth = 0): Promise<void> {
  const toggle = toggles(page).nth(nth);
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  else await stageOf(page).focus();
}

/** Chooses files on the upload page and opens the first study's pictures, unless they open by themselves; null when no file is a study's. */
export async function openUpload(
  page: Page,
  files: readonly string[] | readonly Upload[],
): Promise<Locator | null> {
  await choose(page, files);
  const toggle = toggles(page).first();
  const leftOut = page.getByRole('heading', { name: 'What was left out, and why' });
  await expect(toggle.or(leftOut).first()).toBeVisible();
  if (!(await toggle.isVisible())) return null;
  await showPictures(page);
  const stage = stageOf(page);
  await expect(stage).not.toHaveAttribute('data-status', 'opening');
  return stage;
}

export async function purge(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Purge from memory' }).first().click();
  await expect(page.getByTestId('stage')).toHaveCount(0);
}

/** Opens one file, reads what the screen says of it, and lets go of it. */
export async function readPicture(page: Page, path: string): Promise<PictureReport> {
  const stage = await openUpload(page, [path]);
  const report = stage
    ? await readStage(page, stage)
    : { opened: false, reason: await leftOutText(page), ...NOTHING };
  await purge(page);
  return report;
}

/** The reason why a file was left out, or that its study's list says it holds no picture. */
async function leftOutText(page: Page): Promise<string> {
  const reason = page.getByRole('region', { name: 'What was left out, and why' }).getByRole('listitem');
  const listed = page.getByRole('cell', { name: /without a picture/ });
  const shown = reason.or(listed).first();
  return (await shown.textContent({ timeout: 5_000 })) ?? 'No reason was given.';
}

async function readStage(page: Page, stage: Locator): Promise<PictureReport> {
  if ((await stage.getAttribute('data-status')) === 'refused')
    return { opened: false, reason: await stage.getByTestId('reason').textContent(), ...NOTHING };
  return { opened: true, reason: null, ...(await readFacts(page)) };
}

/** The figures at the head of the tag browser. */
export async function readFacts(page: Page): Promise<Omit<PictureReport, 'opened' | 'reason'>> {
  await page.getByRole('button', { name: 'Tags', exact: true }).first().click();
  const facts = page.locator('dl[aria-label^="Pixels of frame"]');
  await expect(facts.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  const [stored = '', size = '', values = '', sha256 = ''] = await facts.locator('dd').allTextContents();
  await page.keyboard.press('Escape');
  await expect(facts).toHaveCount(0);
  const [columns = Number.NaN, rows = Number.NaN, frames = Number.NaN] = (size.match(/\d+/g) ?? []).map(
    Number,
  );
  const [, min, max, mean] = /^(\S+) to (\S+), mean (\S+)$/.exec(values) ?? [];
  const firstFrame = { min: Number(min), max: Number(max), mean: Number(mean), sha256 };
  return { transferSyntax: stored.split(', ').at(-1) ?? null, rows, columns, frames, firstFrame };
}
