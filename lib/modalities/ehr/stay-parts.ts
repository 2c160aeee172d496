import { DAY_MS } from '#lib/clinical/moment.ts';
import { gravest } from './discharge.ts';
import type { Stay } from './slice.ts';
import { GOES_ON, goesOn, type StayEnd, unknownEnd } from './stay-span.ts';

/** One inpatient encounter, of which a stay may have several. */
export type StayPart = Stay & {
  /** The encounter around it that the chart does not hold, or does not know for a stay; its parts are one stay. */
  readonly within: string | null;
};

/** Parts closer than this are one stay with a transfer. */
const TRANSFER_MS = DAY_MS;

const byStart = (a: Stay, b: Stay) => a.start.ms - b.start.ms || (a.reference < b.reference ? -1 : 1);

/** How far the parts so far are known to reach (ms). */
const reach = (parts: readonly StayPart[]) => Math.max(...parts.map(({ start, end }) => (end ?? start).ms));

/** Whether a part belongs to the stay of the parts before it: a transfer, the same encounter around it, or both go on. */
const continues = (parts: readonly StayPart[], next: StayPart): boolean =>
  next.start.ms - reach(parts) <= TRANSFER_MS ||
  parts.some(({ within }) => within !== null && within === next.within) ||
  (goesOn(next) && parts.some(goesOn));

/** How a stay ends whose parts are all over, or of which nobody knows: as its last part does. */
function closedEnd(parts: readonly StayPart[]): StayEnd {
  const ends = parts.map(({ end }) => end).filter((end) => end !== null);
  const latest = ends.toSorted((a, b) => a.ms - b.ms).at(-1) ?? null;
  const begun = Math.max(...parts.map(({ start }) => start.ms));
  const newest = parts.filter(({ start }) => start.ms === begun);
  // A part that began while another was known to last, or the same stay sent once without its end, ends with that.
  const doubt = latest && begun < latest.ms ? undefined : newest.find(({ endUnknown }) => endUnknown);
  return doubt?.endUnknown ? unknownEnd(doubt.endUnknown) : { end: latest, endUnknown: null };
}

/** How a stay ends of which a part goes on: not yet, unless another part ended after that one began. */
function openEnd(parts: readonly StayPart[]): StayEnd {
  const begun = Math.max(...parts.filter(goesOn).map(({ start }) => start.ms));
  const contradicts = parts.some(({ end }) => end !== null && end.ms - begun > TRANSFER_MS);
  return contradicts ? unknownEnd('one part of it goes on and a later one has ended') : GOES_ON;
}

function toStay(parts: readonly StayPart[]): Stay | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const { end, endUnknown } = parts.some(goesOn) ? openEnd(parts) : closedEnd(parts);
  const { reference, start } = first;
  const last = parts.filter((part) => part.end?.ms === end?.ms);
  const died = parts.some(({ disposition }) => disposition === 'died');
  const disposition = died ? 'died' : gravest(last.map((part) => part.disposition));
  const reason = parts.find((part) => part.reason !== null)?.reason ?? null;
  return { reference, start, end, endUnknown, disposition, reason };
}

/** Stays, oldest first, each under the reference of its first part. */
export function joinParts(parts: readonly StayPart[]): Stay[] {
  const groups: StayPart[][] = [];
  for (const part of parts.toSorted(byStart)) {
    const group = groups.find((one) => continues(one, part));
    if (group) group.push(part);
    else groups.push([part]);
  }
  return groups.flatMap((group) => toStay(group) ?? []);
}
