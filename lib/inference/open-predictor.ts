import type { Backend, FeatureBatch, Prediction, Predictor } from '#lib/contract/predictor.ts';
import { type ContractIdentity, loadModel, type ModelFiles } from './load-model.ts';
import { ModelError, reasonOf } from './model-error.ts';
import type { ModelSource } from './model-source.ts';
import { emptyPrediction, toInputs, toPrediction } from './prediction.ts';
import type { ReportProgress } from './progress.ts';
import { createQueue } from './queue.ts';
import { goldenBatch, goldenDifference } from './replay-golden.ts';
import { type RuntimeSession, startSession } from './runtime.ts';

/** `auto`: WebGPU on a real GPU, else WASM. `webgpu`: also on an emulated GPU, for tests. `wasm`: WASM alone. */
export type BackendChoice = 'auto' | Backend;

/** A predictor that holds a runtime session until it is closed. */
export type OpenPredictor = Predictor & { readonly close: () => Promise<void> };

/**
 * Loads and verifies a model, then takes the first backend that reproduces its golden outputs.
 * The same code runs in the worker and in Node. Throws `ModelError`: of `loadModel`, or `backend` when none is left.
 */
export async function openPredictor(
  source: ModelSource,
  contract: ContractIdentity,
  choice: BackendChoice,
  report: ReportProgress = () => undefined,
): Promise<OpenPredictor> {
  const files = await loadModel(source, contract, report);
  const fallbacks: string[] = [];
  const backends: readonly Backend[] = choice === 'wasm' ? ['wasm'] : ['webgpu', 'wasm'];
  for (const backend of backends) {
    try {
      const session = await startProven(backend, files, choice === 'webgpu', report);
      return predictorOf(session, files, fallbacks);
    } catch (cause) {
      const reason = reasonOf(cause).replace(/\.$/, '');
      fallbacks.push(`${backend === 'wasm' ? 'WASM' : 'WebGPU'} was not used: ${reason}.`);
    }
  }
  throw new ModelError('backend', `The model cannot run here. ${fallbacks.join(' ')}`);
}

/** A session that has reproduced the golden outputs, one case alone and all together: a score must not depend on its batch. */
async function startProven(
  backend: Backend,
  { manifest, golden, model }: ModelFiles,
  allowSoftwareGpu: boolean,
  report: ReportProgress,
): Promise<RuntimeSession> {
  report({ stage: 'warming-up', backend });
  const single = golden.cases.slice(0, 1);
  const warmUp = toInputs(manifest, goldenBatch(single));
  const session = await startSession(backend, model, warmUp, allowSoftwareGpu);
  report({ stage: 'replaying', backend });
  try {
    for (const cases of [single, golden.cases]) {
      const outputs = await session.run(toInputs(manifest, goldenBatch(cases)));
      const difference = goldenDifference(cases, toPrediction(manifest, cases.length, outputs));
      if (!(difference <= manifest.tolerance[backend])) {
        throw new ModelError(
          'golden',
          `it differs from the recorded outputs by ${difference.toExponential(1)}, more than ${manifest.tolerance[backend]}.`,
        );
      }
    }
    return session;
  } catch (cause) {
    await session.release();
    throw cause;
  }
}

function predictorOf(
  session: RuntimeSession,
  { manifest }: ModelFiles,
  fallbacks: readonly string[],
): OpenPredictor {
  const enqueue = createQueue();

  async function run(batch: FeatureBatch): Promise<Prediction> {
    if (batch.rows === 0) return emptyPrediction(manifest);
    const inputs = toInputs(manifest, batch);
    try {
      return toPrediction(manifest, batch.rows, await session.run(inputs));
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      throw new ModelError('run', `The model failed on a batch: ${reasonOf(cause)}.`, { cause });
    }
  }

  return {
    manifest,
    backend: session.backend,
    threads: session.threads,
    fallbacks,
    predict: (batch, signal) => enqueue(() => run(batch), signal),
    close: () => enqueue(() => session.release()),
  };
}
