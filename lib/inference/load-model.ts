import { type GoldenCase, type GoldenSet, goldenSet } from '#lib/contract/golden.ts';
import { type GraphDescription, type ModelManifest, modelManifest } from '#lib/contract/manifest.ts';
import { inputsHash, type ModelInputs, mismatchOf } from '#lib/contract/model-inputs.ts';
import { sizeOf } from '#lib/contract/tensor.ts';
import { ModelError } from './model-error.ts';
import type { ModelSource } from './model-source.ts';
import { parseFile } from './parse-file.ts';
import type { ReportProgress } from './progress.ts';
import { readVerified, requireSecureOrigin } from './verified-file.ts';

/** A model folder's files, each parsed and verified. */
export type ModelFiles = {
  readonly manifest: ModelManifest;
  readonly golden: GoldenSet;
  /** By graph name. */
  readonly graphs: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
};

const MANIFEST = 'manifest.json';

/**
 * Reads manifest, graphs and golden set; each file is verified against the manifest before it is parsed.
 * `own`: the inputs that this program can give. Throws `ModelError` `download`, `manifest`, `contract` or `integrity`.
 */
export async function loadModel(
  source: ModelSource,
  own: ModelInputs,
  report: ReportProgress,
): Promise<ModelFiles> {
  const text = await readManifest(source);
  const manifest = parseFile(modelManifest, text, `${MANIFEST} of ${source.location}`);
  await requireInputs(manifest, own);
  const [graphs, goldenText] = await Promise.all([
    readGraphs(source, manifest, report),
    readVerified(source, manifest.golden),
  ]);
  report({ stage: 'verifying' });
  const golden = parseFile(goldenSet, goldenText, `${manifest.golden.name} of ${source.location}`);
  requireGolden(manifest, golden);
  await source.cache?.keep(MANIFEST, text);
  const later = manifest.kind === 'findings' && manifest.maps ? [manifest.maps.reference] : [];
  const kept = [manifest.golden, ...manifest.graphs.map(({ file }) => file), ...later];
  await source.cache?.retain([MANIFEST, ...kept.map(({ sha256 }) => sha256)]);
  return { manifest, golden, graphs };
}

/** All graphs at once; the progress is that of their bytes together. */
async function readGraphs(
  source: ModelSource,
  { graphs }: ModelManifest,
  report: ReportProgress,
): Promise<ModelFiles['graphs']> {
  const total = graphs.reduce((sum, { file }) => sum + file.bytes, 0);
  const loaded = new Map<string, number>();
  const tell = (name: string, bytes: number) => {
    loaded.set(name, bytes);
    report({ stage: 'downloading', fraction: [...loaded.values()].reduce((a, b) => a + b, 0) / total });
  };
  const read = graphs.map(async ({ name, file }) => {
    const bytes = await readVerified(source, file, (fraction) => tell(name, fraction * file.bytes));
    return [name, bytes] as const;
  });
  return new Map(await Promise.all(read));
}

/** The newest manifest; without a network the one that the cached files belong to. */
async function readManifest(source: ModelSource): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await source.read(MANIFEST, {});
  } catch (cause) {
    const cached = await source.cache?.recall(MANIFEST);
    if (cached) return cached;
    throw cause;
  }
}

async function requireInputs(manifest: ModelManifest, own: ModelInputs): Promise<void> {
  const name = `Model ${manifest.id} ${manifest.version}`;
  requireSecureOrigin();
  if ((await inputsHash(manifest.inputs)) !== manifest.contract)
    throw new ModelError('manifest', `${name} lists inputs that are not those of its contract.`);
  const mismatch = mismatchOf(manifest.inputs, own);
  if (mismatch !== null) throw new ModelError('contract', `${name} cannot be used here: ${mismatch}.`);
}

const shapesFit = (signature: GraphDescription['inputs'], tensors: GoldenCase['inputs']): boolean =>
  Object.entries(signature).every(([name, expected]) => {
    const shape = tensors[name]?.shape;
    const size = tensors[name]?.data.length;
    return (
      shape?.length === expected.length &&
      expected.every((axis, k) => shape[k] === (axis ?? 1)) &&
      size === sizeOf(shape)
    );
  });

/** Every graph has its own golden cases, of one row each, and they were made with exactly these files. */
function requireGolden(manifest: ModelManifest, golden: GoldenSet): void {
  const fits = manifest.graphs.every(({ name, file, inputs, outputs }) => {
    const cases = golden.cases.filter(({ graph }) => graph === name);
    const shaped = cases.every((one) => shapesFit(inputs, one.inputs) && shapesFit(outputs, one.outputs));
    return cases.length > 0 && shaped && golden.graphs[name] === file.sha256;
  });
  if (golden.contract !== manifest.contract || !fits)
    throw new ModelError('manifest', `${manifest.golden.name} does not belong to its manifest.`);
}
