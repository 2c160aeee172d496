// Round ticks for values and for calendar time, and the span of values worth drawing.
import { clockText, dayText, monthText, shortDayText } from '#components/patient/moment-text.ts';
import type { ReferenceRange } from '#lib/clinical/analyte.ts';
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import type { TimeWindow } from './time-window.ts';

type Tick = { readonly at: number; readonly label: string };

/** 1, 2 or 5 × 10ⁿ, so that about `count` steps cover `span`. */
function roundStep(span: number, count: number): number {
  const power = 10 ** Math.floor(Math.log10(span / count));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power * count >= span) ?? 10;
  return factor * power;
}

/** Limits that end on ticks, and the ticks. Integer multiples of the step, so that 0.1 + 0.2 shows as 0.3. */
export function valueAxis(
  low: number,
  high: number,
  count = 4,
): { domain: [number, number]; ticks: number[] } {
  const step = roundStep(high - low, count);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { domain: [ticks[0] ?? low, ticks.at(-1) ?? high], ticks };
}

/** Part of a value that its axis spans at least: below it the noise of the measurement would look like a course. */
const FLATTEST = 0.05;

/**
 * Lowest and highest value to draw. A limit of the reference range is included when it lies near the data;
 * one far away would press the patient's own course flat. `least` is the smallest span worth an axis.
 */
export function valueSpan(
  values: readonly number[],
  range: ReferenceRange | null,
  least: number,
): [number, number] {
  const limits = [range?.low, range?.high].filter((limit) => typeof limit === 'number');
  const known = values.length > 0 ? values : limits;
  if (known.length === 0) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const reach = Math.max(high - low, Math.abs(high) * 0.1, least);
  const near = limits.filter((limit) => limit > low - reach && limit < high + reach);
  const [from, to] = [Math.min(low, ...near), Math.max(high, ...near)];
  // One value, or several alike, has no course to magnify.
  const smallest = Math.max(least, Math.abs(to) * FLATTEST);
  const room = Math.max((to - from) * 0.06, (smallest - (to - from)) / 2);
  return [from >= 0 ? Math.max(0, from - room) : from - room, to + room];
}

const STEPS = [1, 2, 3, 6, 12, 24, 48, 24 * 7, 24 * 14].map((hours) => hours * HOUR_MS);
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120, 240];
// Monday 5 January 1970: weekly ticks fall on Mondays.
const MONDAY = 4 * DAY_MS;

function evenTicks({ from, to }: TimeWindow, step: number, offset: number): Tick[] {
  const shift = offset * 60_000 - MONDAY;
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from + shift) / step) * step - shift; at <= to; at += step) {
    const clock = clockText(at, offset);
    ticks.push({ at, label: step < DAY_MS && clock !== '00:00' ? clock : shortDayText(at, offset) });
  }
  return ticks;
}

function monthTicks({ from, to }: TimeWindow, months: number, offset: number): Tick[] {
  const start = new Date(from + offset * 60_000);
  const count = start.getUTCFullYear() * 12 + start.getUTCMonth();
  const ticks: Tick[] = [];
  for (let month = Math.ceil(count / months) * months; ; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12) - offset * 60_000;
    if (at > to) return ticks;
    const label = months >= 12 ? String(Math.floor(month / 12)) : monthText(at, offset);
    if (at >= from) ticks.push({ at, label });
  }
}

/** At most `count` ticks on round local times; the zone is `offset` minutes east of UTC. */
export function timeTicks(window: TimeWindow, offset: number, count = 5): readonly Tick[] {
  const span = window.to - window.from;
  const step = STEPS.find((candidate) => span / candidate <= count);
  if (step) return evenTicks(window, step, offset);
  const months = MONTH_STEPS.find((candidate) => span / (candidate * 30.4 * DAY_MS) <= count) ?? 480;
  return monthTicks(window, months, offset);
}

/** The window in words, for the axis caption: `1 Mar 2026 – 9 Mar 2026`. */
export const windowText = ({ from, to }: TimeWindow, offset: number): string =>
  `${dayText(from, offset)} – ${dayText(to, offset)}`;
