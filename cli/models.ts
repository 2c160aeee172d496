import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type ModelManifest, modelManifest } from '#lib/contract/manifest.ts';
import { type ModelInputs, mismatchOf } from '#lib/contract/model-inputs.ts';
import { icuModels } from '#lib/icu/icu-models.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { models } from '#lib/models/index.ts';

/** Each model with what this program can give it. */
const listed = [...models.map(({ folder }) => ({ folder, own: ownInputs() })), ...icuModels];

async function readManifest(folder: string): Promise<ModelManifest> {
  const file = new URL(`../public${folder}/manifest.json`, import.meta.url);
  return modelManifest.parse(JSON.parse(await readFile(file, 'utf8')));
}

type Read = { readonly manifest: ModelManifest; readonly own: ModelInputs };

function textOf({ manifest, own }: Read): string {
  const { id, version, kind, title, inputs, graphs, contract } = manifest;
  const mismatch = mismatchOf(inputs, own);
  return [
    `${id} ${version}: ${title} (${kind})`,
    `  reads ${inputs.features.length} features and ${inputs.tensors.length} tensors; contract ${contract}`,
    ...graphs.map(
      ({ name, file }) => `  graph ${name}: ${file.name}, ${file.bytes} bytes, SHA-256 ${file.sha256}`,
    ),
    ...(mismatch === null ? [] : [`  cannot be used here: ${mismatch}`]),
  ].join('\n');
}

export const command = new Command('models')
  .description('List the models of this program, and what each reads.')
  .option('--json', 'the manifests as JSON')
  .action(async ({ json }: { readonly json?: true }) => {
    const read = await Promise.all(
      listed.map(async ({ folder, own }) => ({ manifest: await readManifest(folder), own })),
    );
    const manifests = read.map(({ manifest }) => manifest);
    const text = json ? JSON.stringify(manifests, null, 2) : read.map(textOf).join('\n');
    process.stdout.write(`${text}\n`);
  });
