import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { simulateMember, simulatePatient } from '#lib/simulator/cohort.ts';

export type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export const jsonFile = (name: string, content: unknown): Upload => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** A simulated patient who is not in the demo hospital. */
export const simulatedBundle = (index: number) => simulatePatient(4711, index).bundle;

const SYNTHEA = join('..', 'shared', 'data', 'fhir', 'synthea-r4');

/** Synthea's bundles where the public data lie beside the project; else none. */
export function syntheaFiles(): readonly string[] {
  if (!existsSync(SYNTHEA)) return [];
  const names = readdirSync(SYNTHEA).filter((name) => /\.json(\.gz)?$/.test(name));
  return names.sort().map((name) => join(SYNTHEA, name));
}

/** Picks files on the upload page as a person does. */
export async function choose(page: Page, files: readonly string[] | readonly Upload[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([...files] as string[] | Upload[]);
}

/** Forgets what an earlier test chose, and goes back to where files are chosen. */
export async function chooseAnew(page: Page): Promise<void> {
  const purge = page.getByRole('button', { name: 'Purge from memory' }).first();
  if (await purge.isVisible()) await purge.click();
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
}

/** A simulated patient who wore a monitor for the week after discharge and had desaturations in it. */
export const wornBundle = () => wearer(1);

/** Another one, whose every ECG strip is irregular. */
export const fibrillatingBundle = () => wearer(6);

const wearer = (index: number) =>
  simulateMember({ cohort: 'hf', seed: 4711 }, index, {
    modalities: new Set(['ehr', 'wearables']),
    shortcut: 0,
  }).bundle;

/** A simulated patient with a radiograph and an echocardiogram in the chart, and the plans of both. */
export const imagedMember = () =>
  simulateMember({ cohort: 'hf', seed: 4711 }, 2, {
    modalities: new Set(['ehr', 'imaging']),
    shortcut: 0,
  });
