// The span of time that all trend charts share, and how it zooms and moves.
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import type { Admission } from '#lib/contract/patient-record.ts';

/** ms since epoch, `from` < `to`. */
export type TimeWindow = { readonly from: number; readonly to: number };

export type Preset = 'stay' | 'month' | 'year' | 'all';

const SHORTEST = 6 * HOUR_MS;

/** All results with room at both ends, so that no point sits on the frame. */
export function fullWindow(times: readonly number[]): TimeWindow {
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (first > last) return { from: 0, to: DAY_MS };
  const room = Math.max(HOUR_MS * 12, (last - first) * 0.03);
  return { from: first - room, to: last + room };
}

/** `null`: the preset has nothing to hold on to (no stay, no time of prediction). */
export function presetWindow(
  preset: Preset,
  { admission, at, all }: { admission: Admission | null; at: number | null; all: TimeWindow },
): TimeWindow | null {
  if (preset === 'all') return all;
  const end = at ?? all.to;
  if (preset !== 'stay') return { from: end - (preset === 'month' ? 30 : 365) * DAY_MS, to: end + DAY_MS };
  if (!admission) return null;
  const stop = admission.end?.ms ?? end;
  const room = Math.max(HOUR_MS * 6, (stop - admission.start.ms) * 0.06);
  return { from: admission.start.ms - room, to: stop + room };
}

/** Scales about the middle by `factor` (< 1 shows less time), within `all`'s reach. */
export function zoomWindow({ from, to }: TimeWindow, factor: number, all: TimeWindow): TimeWindow {
  const longest = Math.max(all.to - all.from, SHORTEST);
  const half = Math.min(longest, Math.max(SHORTEST, (to - from) * factor)) / 2;
  const middle = (from + to) / 2;
  return keepWithin({ from: middle - half, to: middle + half }, all);
}

/** Two times drawn with the pointer, in either order, as a window of at least the shortest length within `all`'s reach. */
export function spanWindow(a: number, b: number, all: TimeWindow): TimeWindow {
  const half = Math.max(SHORTEST, Math.abs(b - a)) / 2;
  const middle = (a + b) / 2;
  return keepWithin({ from: middle - half, to: middle + half }, all);
}

/** Moves by a share of the window's own length; negative is back in time. */
export function panWindow({ from, to }: TimeWindow, share: number, all: TimeWindow): TimeWindow {
  const step = (to - from) * share;
  return keepWithin({ from: from + step, to: to + step }, all);
}

function keepWithin({ from, to }: TimeWindow, all: TimeWindow): TimeWindow {
  const back = Math.max(0, to - all.to);
  const forth = Math.max(0, all.from - from);
  const shift = to - from >= all.to - all.from ? (all.from + all.to - from - to) / 2 : forth - back;
  return { from: from + shift, to: to + shift };
}

/** The narrowest preset that shows at least a handful of results. */
export function firstPreset(
  times: readonly number[],
  context: { admission: Admission | null; at: number | null; all: TimeWindow },
): Preset {
  const holds = (preset: Preset) => {
    const window = presetWindow(preset, context);
    return window && times.filter((ms) => ms >= window.from && ms <= window.to).length >= 10;
  };
  return (['stay', 'month', 'year'] as const).find(holds) ?? 'all';
}

/** The same length of time moved just so far that `ms` lies inside, with room to its right and left. */
export function revealTime(window: TimeWindow, ms: number): TimeWindow {
  const { from, to } = window;
  if (ms >= from && ms <= to) return window;
  const half = (to - from) / 2;
  return { from: ms - half, to: ms + half };
}
