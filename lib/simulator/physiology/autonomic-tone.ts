import type { Stream } from '../stream.ts';

/**
 * Sympathetic drive, standardised: higher with a weak ventricle.
 * Cohn JN et al., Plasma norepinephrine as a guide to prognosis, N Engl J Med 1984;311:819–823.
 */
export function drawAutonomicTone(stream: Stream, ventricle: number, inflammation: number): number {
  return -0.25 * ventricle + 0.1 * inflammation + stream.normal(0, 0.96);
}
