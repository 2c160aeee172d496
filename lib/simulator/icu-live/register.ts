// Who lies where in the simulated ward. Stays follow one another in lanes; which bed a lane is in changes when somebody is moved.
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { openStream } from '../stream.ts';
import { bedName, type Lain, MINUTE_MS, type Stay, staysOf, type Ward } from './ward.ts';

/** Nobody is moved within so long of admission or discharge. */
const SETTLED_MS = 2 * HOUR_MS;
/** In what share of the gaps of one bed its neighbour is moved into it. */
const MOVED = 0.7;

type Lane = { readonly drawn: Lain[]; readonly further: Generator<Lain> };

/** Draws a lane until it has a stay that begins after a time. */
function drawPast({ drawn, further }: Lane, time: number): void {
  while ((drawn.at(-1)?.from ?? 0) <= time) {
    const { value } = further.next();
    if (!value) return;
    drawn.push(value);
  }
}

const isSettled = ({ from, to }: Lain, at: number): boolean =>
  from + SETTLED_MS <= at && at <= to - SETTLED_MS;

/** Where the first of two beds changes places with the second between two stays of the second; `null`: nobody is moved. */
function swapBetween(first: Lane, before: Lain, after: Lain): number | null {
  drawPast(first, after.from);
  const at = Math.round((before.to + after.from) / 2 / MINUTE_MS) * MINUTE_MS;
  if (!openStream(before.seed, before.index, 'icu-live-move').chance(MOVED)) return null;
  return first.drawn.some((stay) => isSettled(stay, at)) ? at : null;
}

/** Times up to which lanes changed their beds, in order: while the second is empty, who lies in the first may be moved into it. */
function openSwaps(first: Lane, second: Lane): (until: number) => readonly number[] {
  const swaps: number[] = [];
  let looked = 0;
  return (until) => {
    drawPast(second, until);
    const fresh = second.drawn.slice(looked);
    for (const [k, after] of fresh.entries()) {
      const before = fresh[k - 1];
      const swap = before ? swapBetween(first, before, after) : null;
      if (swap !== null) swaps.push(swap);
    }
    looked = Math.max(0, second.drawn.length - 1);
    return swaps;
  };
}

/** Stays of two beds side by side. Whoever comes next gets the bed that was left. */
function openPair(ward: Ward, first: number): (from: number, to: number) => Stay[] {
  const lanes = [first, first + 1]
    .filter((lane) => lane < ward.beds)
    .map((lane): Lane & { readonly placed: Stay[] } => ({
      drawn: [],
      further: staysOf(ward, lane),
      placed: [],
    }));
  const [one, other] = lanes;
  const swapsUntil = one && other ? openSwaps(one, other) : () => [];

  function placesOf({ from, to }: Lain, lane: number): Stay['places'] {
    const swaps = swapsUntil(to);
    const bedAt = (at: number) => bedName(first + ((lane + swaps.filter((swap) => swap <= at).length) % 2));
    const moved = swaps.filter((swap) => swap > from && swap < to);
    return [{ from, bed: bedAt(from) }, ...moved.map((at) => ({ from: at, bed: bedAt(at) }))];
  }

  return (from, to) =>
    lanes.flatMap((lane, k) => {
      const { drawn, placed } = lane;
      drawPast(lane, to);
      // Where somebody lies asks for later stays: those are placed when their time comes.
      for (const stay of drawn.slice(placed.length)) {
        if (stay.from >= to) break;
        placed.push({ ...stay, places: placesOf(stay, k) });
      }
      return placed.slice(
        placed.findLastIndex((stay) => stay.to <= from) + 1,
        placed.findLastIndex((stay) => stay.from < to) + 1,
      );
    });
}

/** Finds the stays that have a part in a span, by bed of the admission and time; each stay is drawn once. */
export function openRegister(ward: Ward): (from: number, to: number) => Stay[] {
  const pairs = Array.from({ length: Math.ceil(ward.beds / 2) }, (_, pair) => openPair(ward, 2 * pair));
  return (from, to) => pairs.flatMap((between) => between(from, to));
}
