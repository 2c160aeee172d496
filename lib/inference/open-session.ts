import type { ModelInputs } from '#lib/contract/model-inputs.ts';
import type { Backend, ModelSession } from '#lib/contract/session.ts';
import type { NamedTensors } from '#lib/contract/tensor.ts';
import { noOutputs, rowsOf, toInputs, toOutputs } from './graph-tensors.ts';
import { loadModel, type ModelFiles } from './load-model.ts';
import { isModelError, ModelError, reasonOf } from './model-error.ts';
import type { ModelSource } from './model-source.ts';
import type { ReportProgress } from './progress.ts';
import { createQueue } from './queue.ts';
import { releaseAll, type StartedGraph, startProven } from './start-proven.ts';

/** `auto`: WebGPU on a real GPU, else WASM. `webgpu`: also on an emulated GPU, for tests. `wasm`: WASM alone. */
export type BackendChoice = 'auto' | Backend;

/** A session that holds the runtime's memory until it is closed. */
export type OpenSession = ModelSession & { readonly close: () => Promise<void> };

/**
 * Loads and verifies a model, then takes the first backend on which all its graphs reproduce their golden outputs.
 * The same code runs in the worker and in Node. Throws `ModelError`: of `loadModel`, or `backend` when none is left.
 */
export async function openSession(
  source: ModelSource,
  own: ModelInputs,
  choice: BackendChoice,
  report: ReportProgress = () => undefined,
): Promise<OpenSession> {
  const files = await loadModel(source, own, report);
  const fallbacks: string[] = [];
  const backends: readonly Backend[] = choice === 'wasm' ? ['wasm'] : ['webgpu', 'wasm'];
  for (const backend of backends) {
    try {
      const graphs = await startProven(backend, files, choice === 'webgpu', report);
      return sessionOf(graphs, files, backend, fallbacks);
    } catch (cause) {
      const reason = reasonOf(cause).replace(/\.$/, '');
      fallbacks.push(`${backend === 'wasm' ? 'WASM' : 'WebGPU'} was not used: ${reason}.`);
    }
  }
  throw new ModelError('backend', `The model cannot run here. ${fallbacks.join(' ')}`);
}

async function runGraph({ graph, runtime }: StartedGraph, given: NamedTensors): Promise<NamedTensors> {
  const inputs = toInputs(graph, given);
  const rows = rowsOf(graph, inputs);
  if (rows === 0) return noOutputs(graph);
  try {
    return toOutputs(graph, rows, await runtime.run(inputs));
  } catch (cause) {
    if (isModelError(cause)) throw cause;
    throw new ModelError('run', `The model failed on a batch: ${reasonOf(cause)}.`, { cause });
  }
}

function sessionOf(
  graphs: readonly StartedGraph[],
  { manifest }: ModelFiles,
  backend: Backend,
  fallbacks: readonly string[],
): OpenSession {
  const enqueue = createQueue();

  function started(name: string): StartedGraph {
    const found = graphs.find(({ graph }) => graph.name === name);
    if (found) return found;
    throw new ModelError('input', `Model ${manifest.id} ${manifest.version} has no graph "${name}".`);
  }

  return {
    manifest,
    backend,
    threads: graphs[0]?.runtime.threads ?? 1,
    fallbacks,
    run: (graph, inputs, signal) => enqueue(() => runGraph(started(graph), inputs), signal),
    close: () => enqueue(() => releaseAll(graphs)),
  };
}
