import type { Neighbour } from '#lib/similarity/rank.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import classes from './similar.module.css';
import { alikeText, pointsText } from './similarity-text.ts';

type ShareBarsProps = {
  readonly views: readonly SpaceView[];
  readonly neighbour: Neighbour;
};

/** What each view adds to the similarity: the bars together are as long as the similarity, in points. */
export function ShareBars({ views, neighbour }: ShareBarsProps) {
  return (
    <ul className={classes.shares} aria-label="What the similarity is made of">
      {views.map(({ id, label }) => {
        const alike = neighbour.views[id] ?? null;
        const share = alike?.share ?? 0;
        return (
          <li key={id} data-missing={alike === null || undefined}>
            <span className={classes.shareName}>{label}</span>
            <span className={classes.shareTrack} aria-hidden>
              <span
                data-mark
                data-against={share < 0 || undefined}
                style={{ width: `${Math.min(100, Math.abs(share) * 100)}%` }}
              />
            </span>
            <span className={classes.shareNumber}>
              {alike === null ? 'not in both' : `${alikeText(alike.similarity)} alike, ${partText(share)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function partText(share: number): string {
  const points = pointsText(share);
  if (points === '0') return 'adds 0';
  return share < 0 ? `takes ${points.replace('−', '')}` : `adds ${points}`;
}
