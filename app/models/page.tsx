import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metadata } from 'next';
import { ModelCard } from '#components/models/ModelCard.tsx';
import { modelManifest } from '#lib/contract/manifest.ts';
import { READMISSION_MODEL } from '#lib/fusion/readmission-model.ts';

export const metadata: Metadata = { title: 'Models' };

/** A damaged manifest is a broken installation and goes to the error page. */
async function readManifest() {
  const file = join(process.cwd(), 'public', READMISSION_MODEL, 'manifest.json');
  return modelManifest.parse(JSON.parse(await readFile(file, 'utf8')));
}

export default async function ModelsPage() {
  return <ModelCard manifest={await readManifest()} />;
}
