import type { GraphDescription } from '#lib/contract/manifest.ts';
import type { Backend } from '#lib/contract/session.ts';
import { rowsOf, toInputs, toOutputs } from './graph-tensors.ts';
import type { ModelFiles } from './load-model.ts';
import { ModelError } from './model-error.ts';
import type { ReportProgress } from './progress.ts';
import { goldenDifference, goldenInputs, goldenOutputs, goldenRuns } from './replay-golden.ts';
import { type RuntimeSession, startSession } from './runtime.ts';

/** A graph that has shown on its backend that it computes what training computed. */
export type StartedGraph = { readonly graph: GraphDescription; readonly runtime: RuntimeSession };

export async function releaseAll(graphs: readonly StartedGraph[]): Promise<void> {
  for (const { runtime } of graphs) await runtime.release();
}

/**
 * Starts every graph of a model on one backend and replays its golden cases, one alone and all together: an answer must not
 * depend on its batch. Throws `ModelError` `backend` or `golden`; then nothing is left running.
 */
export async function startProven(
  backend: Backend,
  files: ModelFiles,
  allowSoftwareGpu: boolean,
  report: ReportProgress,
): Promise<readonly StartedGraph[]> {
  const started: StartedGraph[] = [];
  try {
    for (const graph of files.manifest.graphs) {
      report({ stage: 'warming-up', backend });
      const one = await start(backend, graph, files, allowSoftwareGpu);
      started.push(one);
      report({ stage: 'replaying', backend });
      await prove(one, files);
    }
    return started;
  } catch (cause) {
    await releaseAll(started);
    throw cause;
  }
}

const casesOf = ({ golden }: ModelFiles, { name }: GraphDescription) =>
  golden.cases.filter((one) => one.graph === name);

async function start(
  backend: Backend,
  graph: GraphDescription,
  files: ModelFiles,
  allowSoftwareGpu: boolean,
): Promise<StartedGraph> {
  const warmUp = toInputs(graph, goldenInputs(casesOf(files, graph).slice(0, 1)));
  const bytes = files.graphs.get(graph.name) ?? new Uint8Array();
  return { graph, runtime: await startSession(backend, bytes, warmUp, allowSoftwareGpu) };
}

async function prove({ graph, runtime }: StartedGraph, files: ModelFiles): Promise<void> {
  const limit = files.manifest.tolerance[runtime.backend];
  for (const cases of goldenRuns(graph, casesOf(files, graph))) {
    const inputs = toInputs(graph, goldenInputs(cases));
    const outputs = toOutputs(graph, rowsOf(graph, inputs), await runtime.run(inputs));
    const difference = goldenDifference(goldenOutputs(cases), outputs);
    if (!(difference <= limit))
      throw new ModelError(
        'golden',
        `it differs from the recorded outputs by ${difference.toExponential(1)}, more than ${limit}.`,
      );
  }
}
