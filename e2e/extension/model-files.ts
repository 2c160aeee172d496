import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inputsHash, type ModelInputs } from '#lib/contract/model-inputs.ts';

const inputs: ModelInputs = {
  features: [{ id: 'grip.max', unit: 'kg', plausible: [0, 120], version: 1 }],
  tensors: [
    { id: 'grip.curve', shape: [1, 8], version: 1 },
    { id: 'radiograph.frontal', shape: [1, 256, 256], version: 1 },
  ],
};

const shapes = {
  values: [1, 1],
  present: [1, 1],
  'grip.curve': [1, 1, 8],
  'radiograph.frontal': [1, 1, 256, 256],
};

const goldenInputs: Record<keyof typeof shapes, readonly number[]> = {
  values: [40],
  present: [1],
  'grip.curve': [0, 1, 2, 3, 4, 5, 6, 7],
  'radiograph.frontal': new Array<number>(256 * 256).fill(0.5),
};

async function described(folder: string, name: string) {
  const bytes = await readFile(join(folder, name));
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Writes the folder of files of the example model: graph, golden case and manifest. */
export async function writeModelFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(new URL('./model.onnx', import.meta.url), join(folder, 'model.onnx'));
  const file = await described(folder, 'model.onnx');
  const contract = await inputsHash(inputs);
  const tensors = Object.entries(shapes).map(([name, shape]) => [
    name,
    { shape, data: goldenInputs[name as keyof typeof shapes] },
  ]);
  // The mean of the curve and the strength itself, and the mean of the film.
  const outputs = { estimate: { shape: [1, 2], data: [43.5, 0.5] } };
  const made = { name: 'made up', graph: 'estimate', inputs: Object.fromEntries(tensors), outputs };
  await writeFile(
    join(folder, 'golden.json'),
    JSON.stringify({ contract, graphs: { estimate: file.sha256 }, cases: [made] }),
  );
  await writeFile(join(folder, 'charts.ndjson.gz'), gzipSync('\n'));
  const manifest = {
    id: 'grip-and-film',
    version: '1',
    kind: 'estimate',
    title: 'Grip and film',
    intendedUse: 'An example of how a model is added. Its numbers mean nothing.',
    notFor: ['Any patient.'],
    inputs,
    contract,
    graphs: [{ name: 'estimate', file, inputs: shapes, outputs: { estimate: [1, 2] } }],
    golden: await described(folder, 'golden.json'),
    charts: await described(folder, 'charts.ndjson.gz'),
    tolerance: { wasm: 1e-4, webgpu: 1e-3 },
    estimates: [
      { id: 'strength', label: 'Strength', unit: 'kg', decimals: 3 },
      { id: 'brightness', label: 'Brightness of the film', unit: '1', decimals: 6 },
    ],
    training: { data: 'None.', simulated: true, patients: 0, seed: 0, command: 'write-model.py' },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
}
