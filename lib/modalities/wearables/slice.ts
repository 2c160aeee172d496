import type { Moment } from '#lib/clinical/moment.ts';

/** Samples of one Observation at a constant rate; `NaN` is a sample without a valid reading. */
export type Recording = {
  readonly reference: string;
  /** Instant of the first sample, with the zone that the device wrote: local days begin at its midnights. */
  readonly start: Moment;
  /** Minutes east of UTC at `start`; `null` when the device wrote no zone or UTC, and local midnight is not known. */
  readonly offsetMinutes: number | null;
  /** ms between samples. */
  readonly periodMs: number;
  /** In the canonical unit of its channel. */
  readonly values: Float32Array;
};

/** One lead of an ECG in mV. */
export type EcgRecording = Recording & { readonly lead: string };

/**
 * What a patient's devices recorded, oldest first, without overlaps within a channel. Typed arrays: it survives
 * `structuredClone` and a server action, not JSON.
 */
export type WearablesSlice = {
  /** What the devices call themselves. */
  readonly devices: readonly string[];
  /** Per minute. */
  readonly heartRate: readonly Recording[];
  /** %. */
  readonly saturation: readonly Recording[];
  /** Steps per sample. */
  readonly steps: readonly Recording[];
  readonly ecg: readonly EcgRecording[];
};

/** Instant of the end of the last sample, ms since the epoch. */
export const endOf = ({ start, periodMs, values }: Recording): number => start.ms + values.length * periodMs;
