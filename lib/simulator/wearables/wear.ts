import { openStream } from '../stream.ts';
import type { Sleep } from './sleep.ts';
import type { Wearer } from './wearer.ts';
import { WEEK_MINUTES, type Week } from './week.ts';

/** Share of days on which the device is charged overnight, so that a night is lost. */
const NIGHT_CHARGE = 0.06;

/**
 * 1 while the device is on the wrist, per minute: put on some hours after discharge, charged for about an hour each
 * evening or now and then all night, and taken off at other times.
 */
export function drawWear({ seed, index }: Wearer, { midnights, days }: Week, { nights }: Sleep): Uint8Array {
  const stream = openStream(seed, index, 'wearable-wear');
  const worn = new Uint8Array(WEEK_MINUTES).fill(1);
  worn.fill(0, 0, stream.integer(15, 200));
  const evening = stream.integer(1050, 1250);
  for (const [n, midnight] of midnights.entries()) {
    const night = nights[n];
    if (night && stream.chance(NIGHT_CHARGE))
      worn.fill(0, night.from - 30, Math.min(night.to + 20, WEEK_MINUTES));
    const charge = midnight + evening + stream.integer(-40, 40);
    if (charge > 0) worn.fill(0, charge, charge + stream.integer(35, 100));
  }
  for (const { first, minutes } of days) {
    const gaps = stream.count(0.7);
    for (let gap = 0; gap < gaps; gap += 1) {
      const start = first + stream.integer(0, minutes - 1);
      worn.fill(0, start, start + stream.integer(5, 90));
    }
  }
  return worn;
}
