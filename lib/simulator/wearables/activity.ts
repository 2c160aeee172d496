import { clamp, exp } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import type { Sleep } from './sleep.ts';
import type { Wearer } from './wearer.ts';
import { WEEK_MINUTES, type Week } from './week.ts';

/** Steps by which getting up at night is told from waking. */
const NIGHT_WALK = 25;

/**
 * Habitual steps per day: median about 3,600, fewer with frailty, age and congestion.
 * Tudor-Locke C et al., Int J Behav Nutr Phys Act 2011;8:80 (1,200 to 8,800 in chronic illness).
 */
const habitualSteps = ({ state }: Wearer, personal: number): number =>
  3600 *
  exp(
    -0.4 * state.frailty -
      0.12 * state.person.ageScore -
      0.12 * state.congestion +
      0.1 * state.ventricle +
      0.2 * personal,
  );

/** Walks of 1 to 12 minutes at 45 to 105 steps a minute, until the day's steps are used up. */
function walkDay(stream: Stream, steps: Uint8Array, awake: readonly number[], target: number): void {
  if (awake.length === 0) return;
  let left = target;
  for (let tries = 0; left > 0 && tries < 400; tries += 1) {
    const start = awake[stream.integer(0, awake.length - 1)] ?? 0;
    const cadence = clamp(Math.round(stream.normal(72, 14)), 45, 105);
    const minutes = Math.min(12, 1 + stream.count(2.2));
    for (let m = start; m < Math.min(start + minutes, WEEK_MINUTES) && left > 0; m += 1) {
      if (steps[m] !== 0) continue;
      const taken = Math.min(left, Math.max(3, Math.round(cadence + 8 * stream.normal())));
      steps[m] = taken;
      left -= taken;
    }
  }
}

/** True steps per minute of the week, worn or not. Walking comes back within days of discharge. */
export function drawSteps(wearer: Wearer, { days }: Week, { asleep, nights }: Sleep): Uint8Array {
  const stream = openStream(wearer.seed, wearer.index, 'wearable-activity');
  const steps = new Uint8Array(WEEK_MINUTES);
  const habit = habitualSteps(wearer, stream.normal());
  const inBed = new Uint8Array(WEEK_MINUTES);
  for (const { from, to } of nights) inBed.fill(1, from, to);
  for (const [n, { first, minutes }] of days.entries()) {
    const awake = Array.from({ length: minutes }, (_, m) => first + m).filter((m) => inBed[m] === 0);
    const recovered = 1 - 0.35 * exp(-n / 2);
    const target = habit * recovered * exp(0.22 * stream.normal()) * (awake.length / 960);
    walkDay(stream, steps, awake, Math.round(clamp(target, 0, 16_000)));
  }
  for (let m = 1; m < WEEK_MINUTES; m += 1) {
    const gotUp = inBed[m] === 1 && asleep[m] === 0 && asleep[m - 1] === 1;
    if (gotUp) steps[m + 1] = stream.integer(8, NIGHT_WALK);
  }
  return steps;
}
