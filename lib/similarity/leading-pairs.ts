import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { drawsOf, normalDraw } from './draw.ts';

/** Eigenvalues of a symmetric matrix, the highest first, with their vectors of length 1. */
export type LeadingPairs = { readonly values: readonly number[]; readonly vectors: readonly Float64Array[] };

/** Vectors beyond those that are wanted in a block: they let the wanted ones settle faster. */
const SPARE = 4;
/** Blocks at most; with a gap behind the last wanted value ten are enough. */
const MOST_BLOCKS = 40;
const CHECK_EVERY = 4;
const SETTLED = 1e-9;
const VANISHED = 1e-10;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
};

const addTo = (a: Float64Array, factor: number, b: Float64Array): void => {
  for (let k = 0; k < a.length; k += 1) a[k] = (a[k] ?? 0) + factor * (b[k] ?? 0);
};

/** The part of a vector beside a basis, at length 1; `null` where nothing of it is left. */
function beside(basis: readonly Float64Array[], vector: Float64Array): Float64Array | null {
  const rest = vector.slice();
  const before = Math.sqrt(dot(rest, rest));
  // Twice is enough (Giraud et al. 2005).
  for (let pass = 0; pass < 2; pass += 1) for (const one of basis) addTo(rest, -dot(one, rest), one);
  const length = Math.sqrt(dot(rest, rest));
  return length > VANISHED * before ? rest.map((value) => value / length) : null;
}

type Space = { readonly basis: Float64Array[]; readonly images: Float64Array[] };

/** Adds what vectors hold beside the basis; returns how many there were. */
function widen({ basis, images }: Space, vectors: readonly Float64Array[], apply: Operator): number {
  const before = basis.length;
  for (const vector of vectors) {
    const rest = beside(basis, vector);
    if (rest === null || basis.length >= rest.length) continue;
    basis.push(rest);
    images.push(apply(rest));
  }
  return basis.length - before;
}

/** Sum of vectors, each times its factor. */
function combine(vectors: readonly Float64Array[], factors: readonly number[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const [k, vector] of vectors.entries()) addTo(sum, factors[k] ?? 0, vector);
  return sum;
}

/** Best pairs within a space (Rayleigh and Ritz), and the largest of what they miss. */
function pairsWithin({ basis, images }: Space, count: number, wanted: number) {
  const projected = new Matrix(basis.map((one) => images.map((image) => dot(one, image))));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    projected.clone().add(projected.transpose()).mul(0.5),
    { assumeSymmetric: true },
  );
  const order = [...realEigenvalues.keys()].sort(
    (a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0),
  );
  const kept = order.slice(0, wanted);
  const values = kept.map((k) => realEigenvalues[k] ?? 0);
  const factors = kept.map((k) => eigenvectorMatrix.getColumn(k));
  const vectors = factors.map((one) => combine(basis, one, count));
  const missed = factors.map((one, k) => {
    const rest = combine(images, one, count);
    addTo(rest, -(values[k] ?? 0), vectors[k] ?? rest);
    return Math.sqrt(dot(rest, rest));
  });
  return { values, vectors, missed: Math.max(...missed) };
}

type Operator = (vector: Float64Array) => Float64Array;

/**
 * The highest eigenvalues of a symmetric matrix with their vectors, by randomised block Krylov iteration, which also finds
 * values that come more than once. Musco C, Musco C. NeurIPS 2015;28:1396.
 *
 * @param apply multiplies the matrix, count × count, with a vector, into an array of its own
 * @param wanted fewer come back where `count` is less
 */
export function leadingPairs(apply: Operator, count: number, wanted: number, seed = 1): LeadingPairs {
  const draw = drawsOf(seed);
  const space: Space = { basis: [], images: [] };
  const start = Array.from({ length: Math.min(wanted + SPARE, count) }, () =>
    Float64Array.from({ length: count }, () => normalDraw(draw)),
  );
  let added = widen(space, start, apply);
  for (let block = 1; added > 0 && block < MOST_BLOCKS; block += 1) {
    added = widen(space, space.images.slice(-added), apply);
    if (block % CHECK_EVERY !== 0) continue;
    const { values, vectors, missed } = pairsWithin(space, count, wanted);
    if (missed < SETTLED * Math.max(Math.abs(values[0] ?? 0), 1e-300)) return { values, vectors };
  }
  const { values, vectors } = pairsWithin(space, count, wanted);
  return { values, vectors };
}
