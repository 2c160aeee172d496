import type { CohortRequest } from '#lib/simulator/generator.ts';
import type { ModalityId } from '#lib/simulator/member.ts';
import { drainShards } from './shard-workers.ts';

export type SimulationRequest = CohortRequest & {
  readonly modalities: readonly ModalityId[];
  /** 0 … 1. */
  readonly shortcut: number;
  /** 0 … below 1: strength of the interaction arm. */
  readonly interaction: number;
  /** Nobody lacks a modality. */
  readonly complete?: boolean;
};

/** One file's worth of a cohort: bundles of patients `from` to `to` − 1 with what they refer to, or the truth of all. */
export type Shard = {
  readonly kind: 'bundles' | 'truth';
  readonly request: SimulationRequest;
  readonly folder: string;
  /** Of the file in the folder. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
};

export const SHARD_SIZE = 100;

export function planShards(folder: string, request: SimulationRequest): Shard[] {
  return Array.from({ length: Math.ceil(request.patients / SHARD_SIZE) }, (_, k) => ({
    kind: 'bundles',
    request,
    folder,
    name: `bundles-${String(k).padStart(5, '0')}.ndjson.gz`,
    from: k * SHARD_SIZE,
    to: Math.min(request.patients, (k + 1) * SHARD_SIZE),
  }));
}

/** Short work, and written afresh: it names no file that it could leave half done. */
export const truthShard = (folder: string, request: SimulationRequest): Shard => ({
  kind: 'truth',
  request,
  folder,
  name: 'truth.ndjson',
  from: 0,
  to: request.patients,
});

/** One patient at a time needs little; without a limit the collector lets garbage pile up. */
const SMALL_HEAP = ['--max-old-space-size=32', '--max-semi-space-size=1', '--expose-gc'];

/** Writes the shards by `workers` processes; calls back for each patient that is done. */
export const writeShards = (
  shards: readonly Shard[],
  workers: number,
  onPatients: (count: number) => void,
): Promise<void> =>
  drainShards(
    shards,
    { script: new URL('./simulation-worker.ts', import.meta.url), execArgv: SMALL_HEAP },
    workers,
    onPatients,
  );
