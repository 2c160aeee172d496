// Differences of risks in percentage points, and how long ago something was.
import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';

const NBSP = '\u00a0';

/** `+3`, `−12`, `+0.4`, `0`: whole from 2 points up, one decimal below. */
export function pointsText(points: number): string {
  const size = Math.abs(points * 100);
  const text = size < 1.95 ? size.toFixed(1).replace(/\.0$/, '') : size.toFixed(0);
  if (text === '0') return '0';
  return `${points < 0 ? '−' : '+'}${text}`;
}

/** `−4 to +9 points`; what moves nothing says so. */
export function pointsRangeText(low: number, high: number): string {
  const [from, to] = [pointsText(low), pointsText(high)];
  if (from === to) return from === '0' ? 'moves little' : `${from}${NBSP}points`;
  return `${from} to ${to}${NBSP}points`;
}

/** `5 h ago`, `2 d ago`. */
export function agoText(ms: number): string {
  if (ms < HOUR_MS) return `${Math.round(ms / 60_000)}${NBSP}min ago`;
  return ms < DAY_MS ? `${Math.round(ms / HOUR_MS)}${NBSP}h ago` : `${Math.round(ms / DAY_MS)}${NBSP}d ago`;
}
