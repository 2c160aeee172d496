import type { GraphDescription } from '#lib/contract/manifest.ts';
import { type NamedTensors, sizeOf, type Tensor } from '#lib/contract/tensor.ts';
import { ModelError, type ModelErrorTag } from './model-error.ts';

type Signature = GraphDescription['inputs'];

const shapeText = (shape: readonly (number | null)[]): string =>
  `[${shape.map((axis) => axis ?? 'n').join()}]`;

const fits = (shape: readonly number[], expected: readonly (number | null)[], free: number): boolean =>
  shape.length === expected.length && expected.every((axis, k) => shape[k] === (axis ?? free));

/**
 * Tensors held against a graph's signature. NaN passes through a graph even where a mask is zero, so neither direction lets
 * one through.
 */
function check(
  tag: ModelErrorTag,
  what: string,
  signature: Signature,
  given: NamedTensors,
  free: number,
): void {
  for (const [name, expected] of Object.entries(signature)) {
    const tensor = given[name];
    if (!tensor || !fits(tensor.shape, expected, free) || tensor.data.length !== sizeOf(tensor.shape)) {
      const found = tensor ? `${shapeText(tensor.shape)} with ${tensor.data.length} numbers` : 'none';
      throw new ModelError(tag, `${what} ${name} should have shape ${shapeText(expected)}; it has ${found}.`);
    }
    if (!tensor.data.every(Number.isFinite))
      throw new ModelError(tag, `${what} ${name} holds a value that is not a finite number.`);
  }
}

/** How many rows a run has: the first free axis of its inputs; 1 when the graph has none. */
export function rowsOf({ inputs }: GraphDescription, given: NamedTensors): number {
  for (const [name, expected] of Object.entries(inputs)) {
    const axis = expected.indexOf(null);
    if (axis >= 0) return given[name]?.shape[axis] ?? 0;
  }
  return 1;
}

/** Exactly the graph's inputs. Throws `ModelError` `input` for another shape, or a number that is not finite. */
export function toInputs(graph: GraphDescription, given: NamedTensors): NamedTensors {
  check('input', 'Input', graph.inputs, given, rowsOf(graph, given));
  return only(graph.inputs, given);
}

/** Exactly the graph's outputs. Throws `ModelError` `run` when one is absent, has another shape or is not finite. */
export function toOutputs(graph: GraphDescription, rows: number, given: NamedTensors): NamedTensors {
  check('run', 'Output', graph.outputs, given, rows);
  return only(graph.outputs, given);
}

const only = (signature: Signature, given: NamedTensors): NamedTensors =>
  Object.fromEntries(
    Object.keys(signature).flatMap((name): [string, Tensor][] => {
      const tensor = given[name];
      return tensor ? [[name, tensor]] : [];
    }),
  );

/** What a graph answers to no rows: tensors without numbers. */
export const noOutputs = ({ outputs }: GraphDescription): NamedTensors =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, shape]) => [
      name,
      { data: new Float32Array(0), shape: shape.map((axis) => axis ?? 0) },
    ]),
  );
