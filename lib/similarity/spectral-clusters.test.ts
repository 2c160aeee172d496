import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { drawsOf } from './draw.ts';
import { references } from './fixtures/read-references.ts';
import { leadingPairs } from './leading-pairs.ts';
import { normalisedMutualInformation } from './mutual-information.ts';
import { signed, spectralClusters, spectralPlaces } from './spectral-clusters.ts';

const { count, fused, embedding, clusters } = references;
const affinity = Float64Array.from(fused);
const once = new Uint8Array(count).fill(1);

/** A network that falls into equal parts with nothing between them. */
const parts = (size: number, of: number) =>
  Float64Array.from({ length: (size * of) ** 2 }, (_, at) =>
    Math.floor((at % (size * of)) / size) === Math.floor(at / (size * of) / size) ? 1 : 0,
  );

describe('leading eigenvectors', () => {
  it('are those of a whole decomposition', () => {
    const draw = drawsOf(5);
    const half = Matrix.rand(70, 70, { random: draw });
    const matrix = half.add(half.transpose());
    const apply = (vector: Float64Array) =>
      Float64Array.from(matrix.mmul(Matrix.columnVector(vector)).to1DArray());
    const found = leadingPairs(apply, 70, 6);
    const whole = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
    const expected = [...whole.realEigenvalues.keys()].sort(
      (a, b) => (whole.realEigenvalues[b] ?? 0) - (whole.realEigenvalues[a] ?? 0),
    );
    for (const [k, column] of expected.slice(0, 6).entries()) {
      expect(found.values[k]).toBeCloseTo(whole.realEigenvalues[column] ?? Number.NaN, 9);
      const vector = signed(Float64Array.from(whole.eigenvectorMatrix.getColumn(column)));
      for (const [i, value] of signed(found.vectors[k] ?? new Float64Array()).entries())
        expect(value).toBeCloseTo(vector[i] ?? Number.NaN, 7);
    }
  });

  it('come as often as their value does', () => {
    const found = leadingPairs((vector) => vector.map((value, k) => (k < 5 ? 3 : 1) * value), 40, 6);
    expect(found.values.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3, 3, 3, 3, 3, 1]);
  });
});

describe('spectral clustering', () => {
  it('places patients as scikit-learn does, but for the sign and length of an axis', () => {
    const places = spectralPlaces(affinity, count, 3);
    for (let axis = 0; axis < 3; axis += 1) {
      const own = Float64Array.from(places, (place) => place[axis] ?? 0);
      const theirs = signed(Float64Array.from(embedding, (place) => place[axis] ?? 0));
      const scale = Math.max(...own) / Math.max(...theirs);
      for (const [i, value] of own.entries()) expect(value).toBeCloseTo(scale * (theirs[i] ?? 0), 6);
    }
  });

  it('finds the clusters of scikit-learn', () => {
    const found = spectralClusters(affinity, count, 3);
    expect(normalisedMutualInformation(found, clusters, once)).toBeCloseTo(1, 12);
  });

  it('finds parts that nothing joins', () => {
    const found = spectralClusters(parts(12, 5), 60, 5);
    const truth = Array.from({ length: 60 }, (_, i) => Math.floor(i / 12));
    expect(normalisedMutualInformation(found, truth, new Uint8Array(60).fill(1))).toBeCloseTo(1, 12);
  });

  it('takes as many clusters as there are patients at most', () => {
    expect([...spectralClusters(new Float64Array([1]), 1, 8)]).toEqual([0]);
    expect([...spectralClusters(new Float64Array(4), 2, 8)].sort()).toEqual([0, 1]);
  });
});

describe('normalised mutual information', () => {
  it('is that of scikit-learn', () => {
    const above = references.scores.map((score) => Number(score > 0));
    expect(normalisedMutualInformation(references.labels, above, once)).toBeCloseTo(
      references.mutualInformation,
      12,
    );
  });

  it('counts a patient as often as the weight says', () => {
    const [labels, others] = [
      [0, 0, 1, 1, 2],
      [0, 1, 1, 1, 0],
    ];
    const repeated = normalisedMutualInformation([0, 0, 0, 1, 2], [0, 0, 1, 1, 0], [1, 1, 1, 1, 1]);
    expect(normalisedMutualInformation(labels, others, [2, 1, 1, 0, 1])).toBeCloseTo(repeated, 12);
  });
});
