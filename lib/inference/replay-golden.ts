import type { GoldenCase } from '#lib/contract/golden.ts';
import type { GraphDescription } from '#lib/contract/manifest.ts';
import type { NamedTensors, Tensor } from '#lib/contract/tensor.ts';

type GoldenTensor = GoldenCase['inputs'][string];

/** Tensors of one row each, put together along the graph's free axis. */
function joined(tensors: readonly GoldenTensor[]): Tensor {
  const [first] = tensors;
  const [, ...rest] = first?.shape ?? [];
  return { data: Float32Array.from(tensors.flatMap(({ data }) => data)), shape: [tensors.length, ...rest] };
}

const single = ({ data, shape }: GoldenTensor): Tensor => ({ data: Float32Array.from(data), shape });

/** Whether many rows may be run at once. */
export const takesRows = ({ inputs }: GraphDescription): boolean =>
  Object.values(inputs).every(([axis]) => axis === null);

/** The golden inputs of one graph as runs: one case alone and, where the graph takes rows, all together. */
export function goldenRuns(
  graph: GraphDescription,
  cases: readonly GoldenCase[],
): readonly (readonly GoldenCase[])[] {
  const alone = cases.map((one) => [one]);
  return takesRows(graph) ? [...alone.slice(0, 1), cases] : alone;
}

/** The inputs of some golden cases as one run. */
export const goldenInputs = (cases: readonly GoldenCase[]): NamedTensors => together(cases, 'inputs');

/** The recorded outputs of that run. */
export const goldenOutputs = (cases: readonly GoldenCase[]): NamedTensors => together(cases, 'outputs');

function together(cases: readonly GoldenCase[], side: 'inputs' | 'outputs'): NamedTensors {
  const names = Object.keys(cases[0]?.[side] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const tensors = cases.flatMap((one) => one[side][name] ?? []);
      const [only] = tensors;
      return [name, tensors.length === 1 && only ? single(only) : joined(tensors)];
    }),
  );
}

/** Largest absolute difference between a backend's outputs and the recorded ones; infinite for another shape. */
export function goldenDifference(recorded: NamedTensors, outputs: NamedTensors): number {
  return Math.max(
    ...Object.entries(recorded).map(([name, expected]) => largestDifference(outputs[name], expected)),
  );
}

function largestDifference(actual: Tensor | undefined, expected: Tensor): number {
  if (actual?.data.length !== expected.data.length) return Number.POSITIVE_INFINITY;
  return expected.data.reduce(
    (largest, value, index) => Math.max(largest, Math.abs((actual.data[index] ?? Number.NaN) - value)),
    0,
  );
}
