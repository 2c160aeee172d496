import type { ClockReading } from './clock.ts';
import type { DayOrder, StatedOrder } from './day-order.ts';

/** What only the user can tell of a device's file. */
export type DeviceQuestion =
  /** In which of these orders the file writes its dates; `example` is one of them as written. */
  | { readonly about: 'day-order'; readonly orders: readonly DayOrder[]; readonly example: string }
  /** On which day it begins: it writes times of day alone. */
  | { readonly about: 'day' }
  /** When it begins: it tells no more than the time since. */
  | { readonly about: 'start' };

/** What the user has said of a file. */
export type DeviceAnswers = {
  readonly order?: DayOrder;
  /** ms since the epoch as if the local clock were UTC. */
  readonly startMs?: number;
};

export const statedOrder = ({ order }: DeviceAnswers): StatedOrder | undefined =>
  order && { order, because: 'as was said when the file was opened' };

const DAY_MS = 86_400_000;

/** What has to be asked before readings can be dated; `undefined`: nothing. */
export function questionAbout(
  { tells, undecided }: Pick<ClockReading, 'tells' | 'undecided'>,
  texts: readonly string[],
  { startMs }: DeviceAnswers,
): DeviceQuestion | undefined {
  if (undecided.length > 1) {
    const example = texts.find((text) => /\d\W\d/.test(text)) ?? '';
    return { about: 'day-order', orders: undecided, example };
  }
  if (tells === 'day' || startMs !== undefined) return undefined;
  return { about: tells === 'clock' ? 'day' : 'start' };
}

/** ms to add to the times of a file, so that they begin when the user said. */
export function startsAt(
  { tells, ms }: Pick<ClockReading, 'tells' | 'ms'>,
  { startMs }: DeviceAnswers,
): number {
  if (tells === 'day' || startMs === undefined) return 0;
  if (tells === 'clock') return Math.floor(startMs / DAY_MS) * DAY_MS;
  return startMs - (ms.find(Number.isFinite) ?? 0);
}
