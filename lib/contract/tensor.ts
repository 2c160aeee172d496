/** A dense float32 array, row-major. As a graph's input or output its first axis counts patients, pictures or coalitions. */
export type Tensor = { readonly data: Float32Array; readonly shape: readonly number[] };

export type NamedTensors = Readonly<Record<string, Tensor>>;

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, axis) => size * axis, 1);
