import { clamp, cos, exp } from '../../arithmetic.ts';

/** When a clip shows what; the beat is a whole number of frames and starts at end-diastole (the R wave). */
export type Cycle = {
  /** Frame of the beat that the clip begins with: 0 where the ECG's R wave started the recording. */
  readonly firstFrame: number;
  readonly framesPerSecond: number;
  readonly beatFrames: number;
  /** Frames from end-diastole to end-systole. */
  readonly systoleFrames: number;
  readonly frames: number;
  /** Beats per minute after rounding the beat to frames. */
  readonly heartRate: number;
};

const LEAST_FRAMES = 48;

/**
 * `start` 0 … 1: the share of the beat that is over when the recording begins. Systole lasts about 0.33 s at 60/min and shortens less than the beat: Weissler AM et al., Circulation 1968;37:149.
 */
export function planCycle(heartRate: number, framesPerSecond: number, start = 0): Cycle {
  const beatFrames = Math.round((60 * framesPerSecond) / heartRate);
  const seconds = clamp(0.43 - 0.0015 * heartRate, 0.22, 0.38);
  const systoleFrames = Math.round(clamp(seconds * framesPerSecond, 4, 0.6 * beatFrames));
  return {
    firstFrame: Math.floor(start * beatFrames) % beatFrames,
    framesPerSecond,
    beatFrames,
    systoleFrames,
    frames: Math.max(LEAST_FRAMES, beatFrames + 1),
    heartRate: (60 * framesPerSecond) / beatFrames,
  };
}

/** As the machine writes it into the file: whole beats a minute. */
export const statedHeartRate = ({ heartRate }: Cycle): number => Math.round(heartRate);

/** Frames since the latest end-diastole in frame `frame` of the clip, a part of a frame included. */
export const sinceDiastole = ({ firstFrame, beatFrames }: Cycle, frame: number): number =>
  (frame + firstFrame) % beatFrames;

/** The first frame of the clip at which the beat is `since` frames old. */
const frameAt = ({ firstFrame, beatFrames }: Cycle, since: number): number =>
  (since - firstFrame + beatFrames) % beatFrames;

/** Either is the first of its kind in the clip, so that the end of systole can come before the end of diastole. */
export const endFrames = (cycle: Cycle): { readonly diastole: number; readonly systole: number } => ({
  diastole: frameAt(cycle, 0),
  systole: frameAt(cycle, cycle.systoleFrames),
});

const ease = (t: number): number => (1 - cos(Math.PI * clamp(t, 0, 1))) / 2;
const bump = (t: number, centre: number, width: number): number =>
  exp(-((t - centre) / width) * ((t - centre) / width));

/** Share of the stroke that is out in a frame: 0 at end-diastole, 1 at end-systole; rapid filling, then atrial. */
export function ejectedShare(cycle: Cycle, frame: number): number {
  const { beatFrames, systoleFrames } = cycle;
  const i = sinceDiastole(cycle, frame);
  if (i <= systoleFrames) return ease(i / systoleFrames);
  const t = (i - systoleFrames) / (beatFrames - systoleFrames);
  return 1 - 0.72 * ease(t / 0.45) - 0.28 * ease((t - 0.72) / 0.28);
}

/** How far the mitral and tricuspid leaflets stand open: the E and the A wave. */
export function valveOpening(cycle: Cycle, frame: number): number {
  const { beatFrames, systoleFrames } = cycle;
  const i = sinceDiastole(cycle, frame);
  if (i <= systoleFrames) return 0;
  const t = (i - systoleFrames) / (beatFrames - systoleFrames);
  return clamp(bump(t, 0.22, 0.16) + 0.3 * bump(t, 0.5, 0.2) + 0.75 * bump(t, 0.82, 0.11), 0, 1);
}
