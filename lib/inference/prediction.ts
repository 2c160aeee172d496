import type { ModelManifest } from '#lib/contract/manifest.ts';
import type { FeatureBatch, Prediction } from '#lib/contract/predictor.ts';
import { ModelError } from './model-error.ts';
import type { FloatTensor, NamedTensors } from './runtime.ts';

/**
 * The model's signature: a batch as the graph's inputs, its outputs as a `Prediction`, both checked.
 * NaN passes through a graph even where a mask is zero, so neither direction lets one through.
 */
export function toInputs(manifest: ModelManifest, { rows, values, present }: FeatureBatch): NamedTensors {
  const shape = [rows, manifest.inputs.length];
  const size = rows * manifest.inputs.length;
  if (values.length !== size || present.length !== size) {
    throw new ModelError('input', `A batch of ${rows} rows needs ${size} values; it has ${values.length}.`);
  }
  if (!values.every(Number.isFinite)) {
    throw new ModelError('input', 'A batch holds a value that is not a finite number.');
  }
  if (!present.every((flag) => flag === 0 || flag === 1)) {
    throw new ModelError('input', 'A batch marks a value as neither present (1) nor missing (0).');
  }
  return { values: { data: values, shape }, present: { data: present, shape } };
}

/** Throws `ModelError` `run` when an output is absent, has another shape or is not finite. */
export function toPrediction(manifest: ModelManifest, rows: number, outputs: NamedTensors): Prediction {
  const days = manifest.horizonDays + 1;
  const { members } = manifest;
  return {
    rows,
    days,
    members,
    logHazard: read(outputs, 'log_hazard', [rows]),
    survival: read(outputs, 'survival', [rows, days]),
    memberSurvival: read(outputs, 'member_survival', [rows, members, days]),
  };
}

export function emptyPrediction({ horizonDays, members }: ModelManifest): Prediction {
  const none = new Float32Array(0);
  return { rows: 0, days: horizonDays + 1, members, logHazard: none, survival: none, memberSurvival: none };
}

function read(outputs: NamedTensors, name: string, shape: readonly number[]): Float32Array {
  const tensor: FloatTensor | undefined = outputs[name];
  if (!tensor || tensor.shape.join() !== shape.join()) {
    throw new ModelError(
      'run',
      `Output ${name} should have shape [${shape.join()}]; it has [${tensor?.shape.join() ?? 'none'}].`,
    );
  }
  if (!tensor.data.every(Number.isFinite)) {
    throw new ModelError('run', `Output ${name} holds a value that is not a finite number.`);
  }
  return tensor.data;
}
