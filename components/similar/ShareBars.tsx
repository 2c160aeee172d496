import type { Neighbour, ViewSimilarity } from '#lib/similarity/rank.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import classes from './neighbours.module.css';
import { alikeText, pointsText } from './similarity-text.ts';

type ShareBarsProps = {
  readonly views: readonly SpaceView[];
  readonly neighbour: Neighbour;
  /** Whether the similarity is a sum over the views; else the bars show how alike two are in each. */
  readonly summed: boolean;
};

/** What each view adds to the similarity: the bars together are as long as the similarity, in points. */
export function ShareBars({ views, neighbour, summed }: ShareBarsProps) {
  return (
    <ul className={classes.shares} aria-label="What the similarity is made of">
      {views.map(({ id, label }) => (
        <ShareBar key={id} label={label} alike={neighbour.views[id] ?? null} summed={summed} />
      ))}
    </ul>
  );
}

type ShareBarProps = Pick<ShareBarsProps, 'summed'> & {
  readonly label: string;
  /** `null`: one of the two lacks the view. */
  readonly alike: ViewSimilarity | null;
};

function ShareBar({ label, alike, summed }: ShareBarProps) {
  const share = (summed ? alike?.share : alike?.similarity) ?? 0;
  return (
    <li data-missing={alike === null || undefined}>
      <span className={classes.shareName}>{label}</span>
      <span className={classes.shareTrack} aria-hidden>
        <span
          data-mark
          data-against={share < 0 || undefined}
          style={{ width: `${Math.min(100, Math.abs(share) * 100)}%` }}
        />
      </span>
      <span className={classes.shareNumber}>
        {alike === null ? 'not in both' : alikeWords(alike, summed)}
      </span>
    </li>
  );
}

const alikeWords = ({ similarity, share }: ViewSimilarity, summed: boolean): string =>
  `${alikeText(similarity)} alike${summed ? `, ${partText(share)}` : ''}`;

function partText(share: number): string {
  const points = pointsText(share);
  if (points === '0') return 'adds 0';
  return share < 0 ? `takes ${points.replace('−', '')}` : `adds ${points}`;
}
