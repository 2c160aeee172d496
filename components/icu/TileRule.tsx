import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { RULES, ruleText } from './icu-text.ts';
import classes from './tile.module.css';
import type { BedStatus } from './tile-facts.ts';
import type { Link } from './wave/wall-protocol.ts';

type TileRuleProps = { readonly tile: WallTile; readonly status: BedStatus; readonly link: Link };

/** NEWS2 beside the model's scores, always; with how many of its parts are missing. */
export function TileRule({ tile, status, link }: TileRuleProps) {
  const news = tile.rules.find(({ id }) => id === 'news2');
  const known = status.kind === 'live' && link.state !== 'lost' ? news : undefined;
  const missing = known?.missing ?? [];
  return (
    <p className={classes.news} title={missing.length > 0 ? `Missing: ${missing.join(', ')}` : undefined}>
      <span className={classes.newsName}>{RULES.news2.name}</span> <b>{known ? ruleText(known) : '–'}</b>
      {missing.length > 0 ? (
        <small>
          <span className={classes.full}> {missing.length} missing</span>
          <span className={classes.brief} aria-hidden>
            *
          </span>
        </small>
      ) : null}
    </p>
  );
}
