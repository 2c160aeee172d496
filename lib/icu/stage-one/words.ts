import { numberText, unitText } from '#lib/clinical/quantity-text.ts';
import { type Channel, type ChannelId, channelOf } from '../hourly/channels.ts';
import { type HourlyStay, sinceLast } from '../hourly/stay.ts';
import { oldestIn } from './window.ts';

const NBSP = '\u00a0';

/** `3.4 mmol/L`, `0.40`: never without its unit. */
export function valueText({ decimals, unit }: Pick<Channel, 'decimals' | 'unit'>, value: number): string {
  const number = numberText(value, decimals);
  return unit === '1' ? number : `${number}${NBSP}${unitText(unit)}`;
}

/** A channel's name within a sentence. */
export const nameOf = (id: ChannelId): string => channelOf(id).name;

/** Within a tenth it is the same value, measured twice. */
const MOVED = 0.1;

/**
 * `rising lactate, 1.8 → 3.4 mmol/L in 6 h`; `null` where nothing moved, where there is no past, or where first and last
 * value go against the slope of all.
 */
export function trendText(
  stay: HourlyStay,
  hour: number,
  id: ChannelId,
  hours: number,
  slope?: number,
): string | null {
  const [channel, series] = [channelOf(id), stay.series[id]];
  const ago = sinceLast(series, hour, hours - 1);
  const newest = hour - ago;
  const oldest = ago < 0 ? null : oldestIn(series, newest, hours - ago);
  const value = series[newest];
  if (!oldest || value === undefined) return null;
  const change = value - oldest.value;
  if (Math.abs(change) <= MOVED * Math.abs(oldest.value) || change * (slope ?? change) < 0) return null;
  const way = change > 0 ? 'rising' : 'falling';
  const before = numberText(oldest.value, channel.decimals);
  return `${way} ${nameOf(id)}, ${before} → ${valueText(channel, value)} in ${oldest.ago}${NBSP}h`;
}

/** `heart rate 118 per min`. */
export const levelText = (id: ChannelId, value: number): string =>
  `${nameOf(id)} ${valueText(channelOf(id), value)}`;
