import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type ModelManifest, modelManifest } from '#lib/contract/manifest.ts';
import { mismatchOf } from '#lib/contract/model-inputs.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { models } from '#lib/models/index.ts';

async function readManifest(folder: string): Promise<ModelManifest> {
  const file = new URL(`../public${folder}/manifest.json`, import.meta.url);
  return modelManifest.parse(JSON.parse(await readFile(file, 'utf8')));
}

function textOf({ id, version, kind, title, inputs, graphs, contract }: ModelManifest): string {
  const mismatch = mismatchOf(inputs, ownInputs());
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
    const manifests = await Promise.all(models.map(({ folder }) => readManifest(folder)));
    const text = json ? JSON.stringify(manifests, null, 2) : manifests.map(textOf).join('\n');
    process.stdout.write(`${text}\n`);
  });
