// Who lies where in the simulated ward. Stays follow one another in lanes; which bed a lane is in changes when somebody is moved.
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { openStream } from '../stream.ts';
import { bedName, type Lain, MINUTE_MS, type Place, type Stay, staysOf, type Ward } from './ward.ts';

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

/** Two beds side by side: while the second is empty, who lies in the first may be moved into it, and who comes next gets the first. */
function openPair(ward: Ward, first: number) {
  const lanes: readonly Lane[] = [first, first + 1]
    .filter((lane) => lane < ward.beds)
    .map((lane) => ({ drawn: [], further: staysOf(ward, lane) }));
  const names = [bedName(first), bedName(first + 1)];
  /** Times at which the lanes changed their beds, in order. */
  const swaps: number[] = [];
  let looked = 0;

  function swapOf(before: Lain, after: Lain): number | null {
    const middle = (before.to + after.from) / 2;
    const at = Math.round(middle / MINUTE_MS) * MINUTE_MS;
    const moves = openStream(before.seed, before.index, 'icu-live-move').chance(MOVED);
    return moves && lanes[0]?.drawn.some((stay) => isSettled(stay, at)) ? at : null;
  }

  function lookPast(time: number): void {
    const [, second] = lanes;
    if (!second) return;
    drawPast(second, time);
    for (; looked + 1 < second.drawn.length; looked += 1) {
      const [before, after] = [second.drawn[looked], second.drawn[looked + 1]];
      if (!before || !after) return;
      for (const lane of lanes) drawPast(lane, after.from);
      const swap = swapOf(before, after);
      if (swap !== null) swaps.push(swap);
    }
  }

  function placesOf({ from, to }: Lain, lane: number): readonly [Place, ...Place[]] {
    lookPast(to);
    const bedAt = (at: number) =>
      names[(lane + swaps.filter((swap) => swap <= at).length) % 2] ?? bedName(first);
    const moved = swaps.filter((swap) => swap > from && swap < to);
    return [{ from, bed: bedAt(from) }, ...moved.map((at) => ({ from: at, bed: bedAt(at) }))];
  }

  const placed = lanes.map((): Stay[] => []);

  /** Stays of a lane that have a part in a span. */
  function between(lane: number, from: number, to: number): Stay[] {
    const [{ drawn, further } = { drawn: [], further: staysOf(ward, lane) }, own = []] = [
      lanes[lane],
      placed[lane],
    ];
    drawPast({ drawn, further }, to);
    for (let n = own.length; n < drawn.length; n += 1) {
      const stay = drawn[n];
      if (stay) own.push({ ...stay, places: placesOf(stay, lane) });
    }
    const begin = own.findLastIndex((stay) => stay.to <= from) + 1;
    const end = own.findLastIndex((stay) => stay.from < to) + 1;
    return own.slice(begin, end);
  }

  return (from: number, to: number): Stay[] => lanes.flatMap((_, lane) => between(lane, from, to));
}

/** Finds the stays that have a part in a span, by bed of the admission and time; each stay is drawn once. */
export function openRegister(ward: Ward): (from: number, to: number) => Stay[] {
  const pairs = Array.from({ length: Math.ceil(ward.beds / 2) }, (_, pair) => openPair(ward, 2 * pair));
  return (from, to) => pairs.flatMap((between) => between(from, to));
}
