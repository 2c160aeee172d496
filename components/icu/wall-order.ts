// Which beds are shown, and in which order. Nothing here runs by itself: a tile that moves is mistaken for another.
import type { Alert } from '#lib/icu/alerts/alert.ts';
import { byUrgency } from '#lib/icu/alerts/urgency.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';

const naturally = new Intl.Collator('en', { numeric: true }).compare;

export const byBed = (a: WallTile, b: WallTile): number =>
  naturally(a.ward, b.ward) || naturally(a.bed, b.bed);

/** An alert that somebody should still look at. */
export const isOpen = ({ state }: Alert): boolean => state !== 'ended' && state !== 'dismissed';

export const mostUrgent = ({ alerts }: WallTile): Alert | null =>
  alerts.filter(isOpen).toSorted(byUrgency)[0] ?? null;

const highest = ({ scores }: WallTile): number =>
  Math.max(0, ...scores.map(({ probability, threshold }) => (probability ?? 0) / threshold));

/** Beds with alerts first, then by how near their threshold they are; empty ones last. */
export function byNeed(a: WallTile, b: WallTile): number {
  const [first, second] = [mostUrgent(a), mostUrgent(b)];
  if (first && second) return byUrgency(first, second);
  if (first || second) return first ? -1 : 1;
  return Number(a.patient === null) - Number(b.patient === null) || highest(b) - highest(a) || byBed(a, b);
}

export type Order = 'bed' | 'urgency';

/** Names of the beds in an order, as it stands now. */
export const sortedBeds = (tiles: Iterable<WallTile>, order: Order): readonly string[] =>
  [...tiles].sort(order === 'bed' ? byBed : byNeed).map(({ bed }) => bed);

/** Beds in the order chosen earlier; those that came since stand at the end. */
export function keptOrder(
  tiles: ReadonlyMap<string, WallTile>,
  order: readonly string[],
  ward: string | null,
): readonly string[] {
  const known = new Set(order);
  const all = [...order, ...[...tiles.keys()].filter((bed) => !known.has(bed))];
  return all.filter((bed) => {
    const tile = tiles.get(bed);
    return tile !== undefined && (ward === null || tile.ward === ward);
  });
}

export const wardsOf = (tiles: Iterable<WallTile>): readonly string[] =>
  [...new Set([...tiles].map(({ ward }) => ward))].sort(naturally);

export type ListedAlert = {
  readonly alert: Alert;
  readonly bed: string;
  /** What the score says by now; `null`: there is none, or it is not to be shown. */
  readonly now: number | null;
};

/** So much nearer to certainty, in odds, before an alert overtakes another: a list that moves with each tremble cannot be pointed at. */
const OVERTAKES = 2;
const EDGE = 1e-6;

/** The alert with its probability of now, in steps. */
function inSteps({ alert, now }: ListedAlert): Alert {
  const probability = Math.min(1 - EDGE, Math.max(EDGE, now ?? alert.probability));
  const odds = OVERTAKES ** Math.round(Math.log(probability / (1 - probability)) / Math.log(OVERTAKES));
  return { ...alert, probability: odds / (1 + odds) };
}

/** Alerts of beds that nobody dismissed and that have not ended, the most urgent first. */
export const listedAlerts = (tiles: Iterable<WallTile>): readonly ListedAlert[] =>
  [...tiles]
    .flatMap(({ bed, alerts, scores }) =>
      alerts.filter(isOpen).map((alert) => {
        const score = scores.find(({ condition }) => condition === alert.condition);
        return { alert, bed, now: score?.probability ?? null };
      }),
    )
    .sort((a, b) => byUrgency(inSteps(a), inSteps(b)));
