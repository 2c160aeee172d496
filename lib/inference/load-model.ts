import type { z } from 'zod';
import { type GoldenSet, goldenSet } from '#lib/contract/golden.ts';
import { type ModelManifest, modelManifest } from '#lib/contract/manifest.ts';
import { ModelError, reasonOf } from './model-error.ts';
import type { ModelSource } from './model-source.ts';
import type { ReportProgress } from './progress.ts';
import { readVerified } from './verified-file.ts';

/** The features that this program extracts for a model: one trained against others is refused. */
export type ContractIdentity = {
  /** SHA-256 of the contract of the modalities that the model reads, hex. */
  readonly sha256: string;
  /** Feature ids in the order of a batch's columns. */
  readonly features: readonly string[];
};

/** A model folder's files, each parsed and verified. */
export type ModelFiles = {
  readonly manifest: ModelManifest;
  readonly golden: GoldenSet;
  readonly model: Uint8Array<ArrayBuffer>;
};

const MANIFEST = 'manifest.json';

/**
 * Reads manifest, model and golden set; each file is verified against the manifest before it is parsed.
 * Throws `ModelError` `download`, `manifest`, `contract` or `integrity`.
 */
export async function loadModel(
  source: ModelSource,
  contract: ContractIdentity,
  report: ReportProgress,
): Promise<ModelFiles> {
  const text = await readManifest(source);
  const manifest = parse(modelManifest, text, `${MANIFEST} of ${source.location}`);
  requireContract(manifest, contract);
  const [model, goldenText] = await Promise.all([
    readVerified(source, manifest.file, (fraction) => report({ stage: 'downloading', fraction })),
    readVerified(source, manifest.golden),
  ]);
  report({ stage: 'verifying' });
  const golden = parse(goldenSet, goldenText, `${manifest.golden.name} of ${source.location}`);
  requireShapes(manifest, golden, contract);
  await source.cache?.keep(MANIFEST, text);
  await source.cache?.retain([MANIFEST, manifest.file.sha256, manifest.golden.sha256]);
  return { manifest, golden, model };
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

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ModelError('manifest', `${what} is not JSON: ${reasonOf(cause)}.`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'the whole file';
  throw new ModelError('manifest', `${what} is not valid at ${field}: ${issue?.message}.`, {
    cause: parsed.error,
  });
}

function requireContract(manifest: ModelManifest, contract: ContractIdentity): void {
  const name = `Model ${manifest.id} ${manifest.version}`;
  if (manifest.contract !== contract.sha256) {
    throw new ModelError(
      'contract',
      `${name} was trained on other features than this program extracts (contract ${manifest.contract.slice(0, 12)}, here ${contract.sha256.slice(0, 12)}).`,
    );
  }
  const column = manifest.inputs.findIndex((id, index) => id !== contract.features[index]);
  if (column >= 0 || manifest.inputs.length !== contract.features.length) {
    throw new ModelError('contract', `${name} lists its ${manifest.inputs.length} inputs in another order.`);
  }
}

function requireShapes(manifest: ModelManifest, golden: GoldenSet, contract: ContractIdentity): void {
  const days = manifest.horizonDays + 1;
  const fits = golden.cases.every(
    ({ values, present, survival, memberSurvival }) =>
      values.length === contract.features.length &&
      present.length === contract.features.length &&
      survival.length === days &&
      memberSurvival.length === manifest.members &&
      memberSurvival.every((member) => member.length === days),
  );
  const belongs = golden.contract === manifest.contract && golden.model === manifest.file.sha256;
  if (!belongs || !fits) {
    throw new ModelError('manifest', `${manifest.golden.name} does not belong to its manifest.`);
  }
}
