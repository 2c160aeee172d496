import type { Hl7Segment } from '@medplum/core';
import type { Hl7Header } from './hl7-header.ts';
import { readTime } from './hl7-time.ts';

/** One result that gave no event, by its place in the message. */
export type Hl7Trouble = { readonly where: string; readonly reason: string };

/** An OBX with the OBR that it belongs to; `n` counts from 1. */
export type Observed = {
  readonly segment: Hl7Segment;
  readonly request: Hl7Segment | undefined;
  readonly n: number;
};

export const field = (segment: Hl7Segment | undefined, n: number): string =>
  segment?.getField(n)?.toString().trim() ?? '';

export function observedIn({ message }: Hl7Header): Observed[] {
  let request: Hl7Segment | undefined;
  let n = 0;
  return message.segments.flatMap((segment): Observed[] => {
    if (segment.name === 'OBR') request = segment;
    if (segment.name !== 'OBX') return [];
    n += 1;
    return [{ segment, request, n }];
  });
}

/** OBX-14, else the time of the request, else that of the message. */
export function timeOf(
  { segment, request }: Observed,
  { zone, time }: Hl7Header,
): number | { readonly reason: string } {
  const written = field(segment, 14) || field(request, 7) || time;
  const at = readTime(written, zone);
  if (!Number.isNaN(at)) return at;
  const why = /^\d{12}/.test(written) ? 'has no zone, and neither has MSH-7' : 'is no time of day';
  return { reason: `“${written.slice(0, 30)}” ${why}` };
}

export const troubleAt = ({ n }: Observed, place: number, reason: string): Hl7Trouble => ({
  where: `OBX^${n}^${place}`,
  reason,
});
